namespace Weir.Api.Account;

/// <summary>The verified user.</summary>
/// <param name="Id">The token's sub.</param>
/// <param name="Email">The token's email; null when it has none.</param>
/// <param name="IsAnonymous">Whether it is an anonymous sign-in.</param>
internal sealed record MeUser(Guid Id, string? Email, bool IsAnonymous);
