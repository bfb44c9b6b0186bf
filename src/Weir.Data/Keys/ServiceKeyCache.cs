using System.Collections.Frozen;

namespace Weir.Data.Keys;

/// <summary>
/// All keys that are usable, as this replica knows them: at most 60 s old, dropped at once by a notification of a new or
/// revoked one. Since it has all of them, a key that does not exist costs no query; it makes the set be read again at
/// most once a second, for a key that is so new that nobody told.
/// </summary>
public sealed class ServiceKeyCache
{
    private static readonly TimeSpan s_missPause = TimeSpan.FromSeconds(1);

    private readonly ServiceKeyStore _store;
    private readonly TimeProvider _time;
    private readonly TimeSpan _ttl;
    private readonly Lock _gate = new();
    private Task<FrozenDictionary<KeyDigest, UsableKey>>? _load;
    private DateTimeOffset _loadedAt;

    public ServiceKeyCache(ServiceKeyStore store, TimeProvider time, TimeSpan ttl)
    {
        _store = store;
        _time = time;
        _ttl = ttl;
    }

    /// <summary>The key of this text; null when it lets nobody in, for whichever reason.</summary>
    /// <exception cref="StoreUnavailableException">
    /// The keys are not cached, and the database cannot be reached.
    /// </exception>
    public async ValueTask<UsableKey?> FindAsync(string text, CancellationToken cancellationToken)
    {
        if (!ServiceKeyText.IsWellFormed(text)) return null;
        var digest = KeyDigest.Of(text);
        var load = Current();
        var keys = await load.WaitAsync(cancellationToken);
        if (!keys.TryGetValue(digest, out var key))
        {
            var newer = NewerThan(load);
            if (ReferenceEquals(newer, load)) return null;
            if (!(await newer.WaitAsync(cancellationToken)).TryGetValue(digest, out key)) return null;
        }
        return _time.GetUtcNow() < key.ExpiresAt ? key : null;
    }

    /// <summary>
    /// Forgets them all. Who is waiting for a read that has begun keeps waiting for it; who asks from now on reads again.
    /// </summary>
    public void Drop()
    {
        lock (_gate) _load = null;
    }

    private Task<FrozenDictionary<KeyDigest, UsableKey>> Current()
    {
        lock (_gate)
        {
            var now = _time.GetUtcNow();
            return _load is null || now - _loadedAt >= _ttl || _load.IsFaulted ? Start(now) : _load;
        }
    }

    /// <summary>
    /// A later read than <paramref name="load"/> if there is one or it is time for one; else the same.
    /// </summary>
    private Task<FrozenDictionary<KeyDigest, UsableKey>> NewerThan(Task<FrozenDictionary<KeyDigest, UsableKey>> load)
    {
        lock (_gate)
        {
            var now = _time.GetUtcNow();
            if (_load is null) return Start(now);
            return ReferenceEquals(_load, load) && now - _loadedAt >= s_missPause ? Start(now) : _load;
        }
    }

    /// <summary>Under the lock. The age counts from before the read, which is everybody's.</summary>
    private Task<FrozenDictionary<KeyDigest, UsableKey>> Start(DateTimeOffset now)
    {
        _loadedAt = now;
        return _load = LoadAsync();
    }

    private async Task<FrozenDictionary<KeyDigest, UsableKey>> LoadAsync()
    {
        // Leaves the lock before any work.
        await Task.Yield();
        return await _store.LoadUsableAsync(CancellationToken.None);
    }
}
