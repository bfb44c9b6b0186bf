namespace Weir.Cli.Prove;

/// <summary>How a proof is to be run.</summary>
/// <param name="Seed">Repeats the run's random choices.</param>
/// <param name="Operations">How many.</param>
internal sealed record ProofRequest(int Seed, long Operations);
