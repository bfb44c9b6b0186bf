namespace Weir.Proofs.Tokens;

/// <summary>
/// What a run of <see cref="TokenProof"/> found. It holds when both <see cref="AcceptedWrong"/> and
/// <see cref="Exceptions"/> are 0.
/// </summary>
/// <param name="Seed">Repeats the choice of mutations. Keys and signatures are made anew each run.</param>
/// <param name="Count">Mutated tokens that were tried.</param>
/// <param name="AcceptedWrong">Forgeries that were let in.</param>
/// <param name="Exceptions">Inputs that made the verifier throw.</param>
/// <param name="AcceptedRight">Mutations that leave a genuine token (the issuer's own noise, malleated signatures), and
/// were let in.</param>
/// <param name="ByKind">Tried mutations by kind.</param>
/// <param name="ByFailure">Refusals by reason.</param>
/// <param name="Samples">The first few violations: kind and token. The keys are throw-away, so a token is no
/// secret.</param>
internal sealed record TokenProofReport(
    int Seed,
    long Count,
    long AcceptedWrong,
    long Exceptions,
    long AcceptedRight,
    IReadOnlyDictionary<string, long> ByKind,
    IReadOnlyDictionary<string, long> ByFailure,
    IReadOnlyList<string> Samples)
{
    /// <summary>Whether nothing was found.</summary>
    public bool Holds => AcceptedWrong == 0 && Exceptions == 0;
}
