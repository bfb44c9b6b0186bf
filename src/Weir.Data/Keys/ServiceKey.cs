namespace Weir.Data.Keys;

/// <summary>A service key as operators see it: everything but the key.</summary>
/// <param name="KeyId">Its id, which is no secret.</param>
/// <param name="Name">What it is for.</param>
/// <param name="Scopes">What it allows; see <see cref="Core.Keys.Scope"/>.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="ExpiresAt">First instant at which it is refused; null for never.</param>
/// <param name="RevokedAt">When it was revoked; null when it was not.</param>
/// <param name="LastUsedAt">The hour of its last use; null before the first.</param>
public sealed record ServiceKey(
    Guid KeyId,
    string Name,
    IReadOnlyList<string> Scopes,
    DateTimeOffset CreatedAt,
    DateTimeOffset? ExpiresAt,
    DateTimeOffset? RevokedAt,
    DateTimeOffset? LastUsedAt);
