namespace Weir.Sandbox.Auth.OneTime;

/// <summary>Body of <c>POST /resend</c>.</summary>
internal sealed record ResendRequest(string? Type, string? Email, string? Phone);
