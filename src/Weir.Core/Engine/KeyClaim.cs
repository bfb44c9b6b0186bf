namespace Weir.Core.Engine;

/// <summary>Whether an idempotency key stands for a request.</summary>
public enum KeyClaim
{
    /// <summary>It does, since now or since the same request was made before.</summary>
    Claimed,

    /// <summary>It belongs to another request.</summary>
    Conflict,

    /// <summary>The customer has no such hold.</summary>
    NotFound,
}
