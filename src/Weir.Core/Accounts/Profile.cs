namespace Weir.Core.Accounts;

/// <summary>Display fields of a user; the only ones a user may change.</summary>
public sealed record Profile(Guid UserId, string? DisplayName, string? AvatarUrl, string? Locale, DateTimeOffset UpdatedAt);
