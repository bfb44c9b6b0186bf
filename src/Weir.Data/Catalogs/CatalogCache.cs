using Weir.Core.Catalog;

namespace Weir.Data.Catalogs;

/// <summary>The catalog as this replica knows it: at most 60 s old, dropped at once by a notification of <c>apply</c>.</summary>
public sealed class CatalogCache
{
    private readonly CatalogStore _store;
    private readonly TimeProvider _time;
    private readonly TimeSpan _ttl;
    private readonly Lock _gate = new();
    private Task<CatalogIndex>? _load;
    private DateTimeOffset _expiresAt;

    public CatalogCache(CatalogStore store, TimeProvider time, TimeSpan ttl)
    {
        _store = store;
        _time = time;
        _ttl = ttl;
    }

    /// <summary>The current index. Single-flight on a miss.</summary>
    /// <exception cref="StoreUnavailableException">
    /// It is not cached, and the database cannot be reached or has no blueprint yet.
    /// </exception>
    public ValueTask<CatalogIndex> GetAsync(CancellationToken cancellationToken)
    {
        Task<CatalogIndex> load;
        lock (_gate)
        {
            var now = _time.GetUtcNow();
            if (_load is null || now >= _expiresAt || _load.IsFaulted)
            {
                // The age counts from before the read. The read is everybody's: one caller's leaving does not end it.
                _expiresAt = now + _ttl;
                _load = LoadAsync();
            }
            load = _load;
        }
        return load.IsCompletedSuccessfully
            ? new ValueTask<CatalogIndex>(load.Result)
            : new ValueTask<CatalogIndex>(load.WaitAsync(cancellationToken));
    }

    /// <summary>What was read last, however old, without asking anybody; null when nothing was, or since it changed.</summary>
    public CatalogIndex? Known
    {
        get
        {
            lock (_gate) return _load is { IsCompletedSuccessfully: true } ? _load.Result : null;
        }
    }

    /// <summary>
    /// Forgets it. Who is waiting for a read that has begun keeps waiting for it; who asks from now on reads again.
    /// </summary>
    public void Drop()
    {
        lock (_gate) _load = null;
    }

    private async Task<CatalogIndex> LoadAsync()
    {
        // Leaves the lock before any work.
        await Task.Yield();
        var catalog = await _store.LoadAsync(CancellationToken.None)
            ?? throw new StoreUnavailableException("No blueprint was applied to this database yet: run weir apply.");
        return new CatalogIndex(catalog);
    }
}
