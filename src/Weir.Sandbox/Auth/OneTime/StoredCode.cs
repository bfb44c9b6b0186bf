namespace Weir.Sandbox.Auth.OneTime;

/// <summary>A row of <c>auth.one_time_tokens</c>.</summary>
internal sealed record StoredCode(
    Guid Id, Guid UserId, string TokenType, string TokenHash, string RelatesTo, DateTime CreatedAt);
