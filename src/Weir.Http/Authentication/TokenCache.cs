using System.Collections.Concurrent;
using System.Security.Claims;
using Weir.Core.Tokens;

namespace Weir.Http.Authentication;

/// <summary>
/// Tokens that were verified, by digest of their exact text; only good ones. An entry counts until the token expires
/// and only for the very key set it was verified with. Bounded by two generations: when the young one is full it
/// becomes the old one, and what nobody asked for since is dropped.
/// </summary>
internal sealed class TokenCache(int capacity)
{
    private readonly int _half = Math.Max(1, capacity / 2);
    private readonly Lock _gate = new();
    private volatile ConcurrentDictionary<TokenDigest, Entry> _young = new();
    private volatile ConcurrentDictionary<TokenDigest, Entry> _old = new();
    private int _youngCount;

    public ClaimsPrincipal? Find(TokenDigest digest, TokenKeySet? keys, TokenKeySet? shared, DateTimeOffset now)
    {
        if (!_young.TryGetValue(digest, out var entry))
        {
            if (!_old.TryGetValue(digest, out entry)) return null;
            Add(digest, entry);
        }
        var isOfTheseKeys = ReferenceEquals(entry.Keys, keys) || ReferenceEquals(entry.Keys, shared);
        return isOfTheseKeys && now < entry.ExpiresAt ? entry.Principal : null;
    }

    public void Add(TokenDigest digest, ClaimsPrincipal principal, TokenKeySet keys, DateTimeOffset expiresAt)
    {
        if (capacity > 0) Add(digest, new Entry(principal, keys, expiresAt));
    }

    private void Add(TokenDigest digest, Entry entry)
    {
        lock (_gate)
        {
            if (_youngCount >= _half)
            {
                _old = _young;
                _young = new ConcurrentDictionary<TokenDigest, Entry>();
                _youngCount = 0;
            }
            if (_young.TryAdd(digest, entry)) _youngCount++;
            else _young[digest] = entry;
        }
    }

    private sealed record Entry(ClaimsPrincipal Principal, TokenKeySet Keys, DateTimeOffset ExpiresAt);
}
