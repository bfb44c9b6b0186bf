namespace Weir.Sandbox.Auth.Sessions;

/// <summary>Body of <c>POST /token</c>, for all grants.</summary>
internal sealed record TokenRequest(
    string? Email, string? Phone, string? Password, string? RefreshToken, string? AuthCode, string? CodeVerifier);
