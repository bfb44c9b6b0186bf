namespace Weir.Data.Keys;

/// <summary>How a revocation ended.</summary>
public enum KeyRevocation
{
    Revoked,
    AlreadyRevoked,
    NotFound,
}
