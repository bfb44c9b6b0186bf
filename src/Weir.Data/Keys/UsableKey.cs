namespace Weir.Data.Keys;

/// <summary>A key that lets its holder in now.</summary>
/// <param name="KeyId">Its id, which is no secret.</param>
/// <param name="Scopes">What it allows; see <see cref="Core.Keys.Scope"/>.</param>
/// <param name="ExpiresAt">First instant at which it does no longer.</param>
public sealed record UsableKey(Guid KeyId, IReadOnlyList<string> Scopes, DateTimeOffset ExpiresAt);
