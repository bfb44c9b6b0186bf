namespace Weir.Proofs.Signatures;

/// <summary>What a run of <see cref="SignatureProof"/> found.</summary>
/// <param name="Seed">Repeats the run.</param>
/// <param name="Count">Messages that were tried.</param>
/// <param name="AcceptedWrong">Let in though nobody signed them.</param>
/// <param name="RefusedWrong">Refused though they were signed.</param>
/// <param name="Exceptions">Made the check or a reader throw, or a fault quote the body.</param>
/// <param name="AcceptedRight">Let in, and signed.</param>
/// <param name="ByKind">Tries by kind of mutation.</param>
/// <param name="ByOutcome">Outcomes: refusals by verdict; of those let in, what the reader made of them.</param>
/// <param name="Samples">The first few violations.</param>
internal sealed record SignatureProofReport(
    int Seed,
    long Count,
    long AcceptedWrong,
    long RefusedWrong,
    long Exceptions,
    long AcceptedRight,
    IReadOnlyDictionary<string, long> ByKind,
    IReadOnlyDictionary<string, long> ByOutcome,
    IReadOnlyList<string> Samples)
{
    public long Violations => AcceptedWrong + RefusedWrong + Exceptions;
}
