namespace Weir.Cli.Prove;

/// <summary>One long proof.</summary>
/// <param name="Name">What it is called by.</param>
/// <param name="Claim">What it shows.</param>
/// <param name="FullSize">Operations of a full run.</param>
/// <param name="RunAsync">Runs it; progress hears how many operations are done.</param>
internal sealed record Proof(
    string Name,
    string Claim,
    long FullSize,
    Func<ProofRequest, IProgress<long>, CancellationToken, Task<ProofOutcome>> RunAsync);
