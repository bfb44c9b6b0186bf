namespace Weir.Sandbox.Auth.OneTime;

/// <summary>Body of <c>POST /verify</c>: an address and its code, or the token of a link.</summary>
internal sealed record VerifyRequest(string? Type, string? Token, string? TokenHash, string? Email, string? Phone);
