namespace Weir.Data.Engine;

/// <summary>How the revocation of a grant ended.</summary>
public enum RevokeOutcome
{
    Revoked,

    /// <summary>It had expired, or was revoked before; nothing changed.</summary>
    AlreadyEnded,

    /// <summary>A plan's grants follow their subscription; nothing changed.</summary>
    PlanGrant,

    /// <summary>The customer has no such grant.</summary>
    NotFound,
}
