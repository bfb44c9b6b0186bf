namespace Weir.Data.Engine;

/// <summary>Answer to the revocation of a grant.</summary>
/// <param name="Outcome">How it ended.</param>
/// <param name="Lost">Units that were left and can no longer be used; what pending holds still hold is not among them.</param>
public sealed record RevokeResult(RevokeOutcome Outcome, long Lost);
