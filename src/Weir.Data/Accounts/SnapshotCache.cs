using Weir.Core.Accounts;
using Weir.Core.Catalog;
using Weir.Core.Deployment;
using Weir.Data.Catalogs;

namespace Weir.Data.Accounts;

/// <summary>
/// The customers a user acts for, at most 60 s old and dropped at once by a notification of a change of plan,
/// subscription or membership. Never holds an amount that is left. Bounded: the least recently used go first.
/// </summary>
public sealed class SnapshotCache : IDisposable
{
    // Parts of the age in which what was read together grows old.
    private const double Spread = 0.2;


    private readonly AccountStore _accounts;
    private readonly CatalogCache _catalogs;
    private readonly TimeProvider _time;
    private readonly WeirMode _mode;
    private readonly TimeSpan _ttl;
    private readonly int _capacity;
    private readonly LoadPlaces _places;
    private readonly Lock _gate = new();
    private readonly Dictionary<(Guid UserId, bool? IsAnonymous), LinkedListNode<Entry>> _entries = [];
    private readonly LinkedList<Entry> _recent = new();

    public SnapshotCache(AccountStore accounts, CatalogCache catalogs, TimeProvider time, WeirDataOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _accounts = accounts;
        _catalogs = catalogs;
        _time = time;
        _mode = options.Mode;
        _ttl = options.CacheTtl;
        _capacity = options.SnapshotCapacity;
        _places = new LoadPlaces(options.SnapshotLoads, options.SnapshotLoadsWaiting);
    }

    /// <summary>
    /// Opens the account on first sight with the mode's default plan:
    /// <see cref="AccountStore.OpenAccountAsync(Guid, bool?, string?, CancellationToken)"/>.
    /// </summary>
    /// <param name="userId">Whose.</param>
    /// <param name="isAnonymous">What the user's token says; null when a service names the user.</param>
    /// <param name="cancellationToken">Leaves; a read goes on for the others.</param>
    /// <exception cref="StoreUnavailableException">It is not cached, and the database cannot be reached.</exception>
    /// <exception cref="OverloadedException">It is not cached, and too many reads wait.</exception>
    public ValueTask<IReadOnlyList<CustomerSnapshot>> GetAsync(
        Guid userId, bool? isAnonymous, CancellationToken cancellationToken) =>
        TryGet(userId, isAnonymous, cancellationToken) ?? throw new OverloadedException();

    /// <summary>As <see cref="GetAsync"/>, but null instead of <see cref="OverloadedException"/>.</summary>
    /// <inheritdoc cref="GetAsync"/>
    public ValueTask<IReadOnlyList<CustomerSnapshot>>? TryGet(
        Guid userId, bool? isAnonymous, CancellationToken cancellationToken)
    {
        if (FindOrLoad((userId, isAnonymous)) is not { } load) return null;
        return load.IsCompletedSuccessfully
            ? new ValueTask<IReadOnlyList<CustomerSnapshot>>(load.Result)
            : new ValueTask<IReadOnlyList<CustomerSnapshot>>(load.WaitAsync(cancellationToken));
    }

    /// <inheritdoc />
    public void Dispose() => _places.Dispose();

    /// <summary>Forgets everybody.</summary>
    public void DropAll()
    {
        lock (_gate)
        {
            _entries.Clear();
            _recent.Clear();
        }
    }

    /// <summary>Forgets one user.</summary>
    public void DropUser(Guid userId)
    {
        lock (_gate)
        {
            Remove((userId, false));
            Remove((userId, true));
            Remove((userId, null));
        }
    }

    /// <summary>Forgets the users that act for a customer, and every read that has not ended: it may be one of them.</summary>
    public void DropCustomer(Guid customerId)
    {
        lock (_gate)
        {
            var stale = _recent.Where(
                e => !e.Load.IsCompletedSuccessfully || e.Load.Result.Any(s => s.CustomerId == customerId));
            foreach (var entry in stale.ToList()) Remove(entry.Key);
        }
    }

    /// <summary>Null when it would have to be read, and too many reads wait.</summary>
    private Task<IReadOnlyList<CustomerSnapshot>>? FindOrLoad((Guid UserId, bool? IsAnonymous) key)
    {
        lock (_gate)
        {
            var now = _time.GetUtcNow();
            if (_entries.TryGetValue(key, out var node))
            {
                if (node.Value.IsFresh(now))
                {
                    _recent.Remove(node);
                    _recent.AddFirst(node);
                    return node.Value.Load;
                }
                Remove(key);
            }
            if (!_places.TryTake()) return null;
            while (_entries.Count >= _capacity) Remove(_recent.Last!.Value.Key);
            // The age counts from before the read. The read is everybody's: one caller's leaving does not end it.
            var load = _places.RunAsync(() => LoadAsync(key.UserId, key.IsAnonymous));
            var entry = new Entry(key, load, now + (_ttl * (1 - (Spread * Random.Shared.NextDouble()))));
            _entries.Add(key, _recent.AddFirst(entry));
            return entry.Load;
        }
    }

    private void Remove((Guid UserId, bool? IsAnonymous) key)
    {
        if (_entries.Remove(key, out var node)) _recent.Remove(node);
    }

    private async Task<IReadOnlyList<CustomerSnapshot>> LoadAsync(Guid userId, bool? isAnonymous)
    {
        // Leaves the lock before any work.
        await Task.Yield();
        var catalog = (await _catalogs.GetAsync(CancellationToken.None)).Catalog;
        return await _accounts.OpenAccountAsync(userId, isAnonymous, DefaultPlan(catalog), CancellationToken.None);
    }

    private string? DefaultPlan(AppCatalog catalog) =>
        _mode == WeirMode.Development ? catalog.DefaultPlanDevelopment : catalog.DefaultPlanProduction;

    private sealed record Entry(
        (Guid UserId, bool? IsAnonymous) Key, Task<IReadOnlyList<CustomerSnapshot>> Load, DateTimeOffset ExpiresAt)
    {
        /// <summary>A snapshot names its period and what is paid for: it does not outlive them.</summary>
        public bool IsFresh(DateTimeOffset now) =>
            now < ExpiresAt
            && !Load.IsFaulted
            && (!Load.IsCompletedSuccessfully || Load.Result.All(
                s => (s.PeriodEnd is null || now < s.PeriodEnd) && s.Paid.All(p => now < p.AccessUntil)));
    }
}
