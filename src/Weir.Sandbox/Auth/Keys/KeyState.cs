namespace Weir.Sandbox.Auth.Keys;

/// <summary>Life of a signing key. All three are published and trusted; a revoked key is gone.</summary>
internal enum KeyState
{
    Standby,
    Current,
    Previous,
}
