using Microsoft.Extensions.Logging;
using Weir.Data.Accounts;
using Weir.Data.Catalogs;
using Weir.Data.Keys;

namespace Weir.Data.Changes;

/// <summary>The caches of a replica and the listener that drops them, which live and end together.</summary>
internal sealed class WeirCaches : IAsyncDisposable
{
    private readonly ChangeListener _listener;

    public WeirCaches(
        WeirDatabase database, CatalogStore catalogs, AccountStore accounts, TimeProvider time, WeirDataOptions options,
        ILogger logger)
    {
        Catalog = new CatalogCache(catalogs, time, options.CacheTtl);
        Snapshots = new SnapshotCache(accounts, Catalog, time, options);
        Keys = new ServiceKeyCache(new ServiceKeyStore(database.App, time), time, options.CacheTtl);
        Parties = new PartyDirectory(database, time);
        _listener = new ChangeListener(database.Direct, this, logger);
    }

    public CatalogCache Catalog { get; }

    public SnapshotCache Snapshots { get; }

    public ServiceKeyCache Keys { get; }

    public PartyDirectory Parties { get; }

    /// <summary>Ends when changes are heard for the first time; never without a direct connection.</summary>
    public Task Listening => _listener.Connected;

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _listener.DisposeAsync();
        Snapshots.Dispose();
    }
}
