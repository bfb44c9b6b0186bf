namespace Weir.Cli.Prove;

/// <summary>A proof's outcome as it is shown: with the seed, and the command that repeats it.</summary>
internal sealed class ProofReport(Proof proof, ProofRequest request, ProofOutcome outcome, TimeSpan took)
{
    public string Name => proof.Name;

    public string Claim => proof.Claim;

    public int Seed => request.Seed;

    public long Operations => outcome.Operations;

    public long Violations => outcome.Violations;

    public double Seconds => Math.Round(took.TotalSeconds, 1);

    public IReadOnlyDictionary<string, long> Counts => outcome.Counts;

    public IReadOnlyList<string> Samples => outcome.Samples;

    public string Again => $"./weir prove {proof.Name} --seed {request.Seed} --ops {request.Operations}";
}
