using Weir.Data.Keys;

namespace Weir.Api.Admin.Keys;

/// <summary>A key that was made.</summary>
/// <param name="Id">Its id, which is no secret.</param>
/// <param name="Key">The key, this one time; null for a repeat, since it is stored nowhere.</param>
/// <param name="Name">What it is for.</param>
/// <param name="Scopes">What it allows.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="ExpiresAt">From when it is refused; null for never.</param>
internal sealed record KeyMade(
    Guid Id, string? Key, string Name, IReadOnlyList<string> Scopes, DateTimeOffset CreatedAt, DateTimeOffset? ExpiresAt)
{
    public static KeyMade Of(ServiceKey key, string? text) =>
        new(key.KeyId, text, key.Name, key.Scopes, key.CreatedAt, key.ExpiresAt);

    /// <summary>Never the key.</summary>
    public override string ToString() => $"key {Id}";
}
