namespace Weir.Cli.Prove;

/// <summary>What a proof found.</summary>
/// <param name="Operations">How many were tried.</param>
/// <param name="Violations">How often the claim did not hold.</param>
/// <param name="Counts">Figures worth a line each, by name.</param>
/// <param name="Samples">The first few violations.</param>
internal sealed record ProofOutcome(
    long Operations, long Violations, IReadOnlyDictionary<string, long> Counts, IReadOnlyList<string> Samples);
