namespace Weir.Sandbox.Auth.Mint;

/// <summary>A session opened by minting.</summary>
/// <param name="UserId">Whose.</param>
/// <param name="Email">Normalised address.</param>
/// <param name="AccessToken">The JWT.</param>
/// <param name="ExpiresAt">When it ends.</param>
/// <param name="RefreshToken">Renews the session at <c>/auth/v1/token</c>.</param>
/// <param name="SignedUp">Whether the account was made now.</param>
public sealed record MintedToken(
    Guid UserId, string Email, string AccessToken, DateTimeOffset ExpiresAt, string RefreshToken, bool SignedUp);
