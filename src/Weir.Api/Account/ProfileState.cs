using Weir.Core.Accounts;

namespace Weir.Api.Account;

/// <summary>Display fields of a user.</summary>
/// <param name="DisplayName">Name to show.</param>
/// <param name="AvatarUrl">Picture, https.</param>
/// <param name="Locale">BCP 47 language tag.</param>
/// <param name="UpdatedAt">Last change; null when there was none yet.</param>
internal sealed record ProfileState(string? DisplayName, string? AvatarUrl, string? Locale, DateTimeOffset? UpdatedAt)
{
    public static ProfileState Of(Profile? profile) =>
        new(profile?.DisplayName, profile?.AvatarUrl, profile?.Locale, profile?.UpdatedAt);
}
