using Microsoft.Extensions.Logging;
using Npgsql;
using Weir.Data;
using Weir.Data.Catalogs;
using Weir.Http.Authentication;

namespace Weir.Api.Operations;

/// <summary>
/// Looks at what a call needs. Anybody may ask, so an answer serves for <see cref="WeirApiOptions.ReadinessMaxAge"/>,
/// and however many ask, one look runs at a time and ends after <see cref="WeirApiOptions.ReadinessTimeout"/>. The
/// database's settings and schema version are checked when the server starts, not here: while versions are rolled out,
/// the schema is ahead of the servers that still run, and these are ready.
/// </summary>
internal sealed class ReadinessProbe(
    CatalogStore catalogs, SigningKeys keys, WeirApiOptions options, TimeProvider time, ILogger<ReadinessProbe> logger)
{
    private readonly Lock _gate = new();
    private Task<ReadinessChecks>? _look;
    private long _lookedAt;

    /// <summary>The state, at most <see cref="WeirApiOptions.ReadinessMaxAge"/> old.</summary>
    public Task<ReadinessChecks> CheckAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_look is null || (_look.IsCompleted && time.GetElapsedTime(_lookedAt) >= options.ReadinessMaxAge))
            {
                _lookedAt = time.GetTimestamp();
                // Not the caller's token: others may be waiting for the same look.
                _look = Task.Run(LookAsync, CancellationToken.None);
            }
            return _look.WaitAsync(cancellationToken);
        }
    }

    private async Task<ReadinessChecks> LookAsync()
    {
        using var patience = new CancellationTokenSource(options.ReadinessTimeout, time);
        var store = LookAtStoreAsync(patience.Token);
        var signingKeys = LookAtKeysAsync(patience.Token);
        var (database, catalog) = await store;
        return new ReadinessChecks(database, catalog, await signingKeys);
    }

    /// <summary>
    /// Reads the catalog as any replica does; past the cache, which would still have it in an outage.
    /// </summary>
    private async Task<(string Database, string Catalog)> LookAtStoreAsync(CancellationToken cancellationToken)
    {
        try
        {
            var catalog = await catalogs.LoadAsync(cancellationToken).WaitAsync(cancellationToken);
            return (ReadinessChecks.Ok, catalog is null ? ReadinessChecks.Missing : ReadinessChecks.Ok);
        }
        catch (Exception outage) when (outage is StoreUnavailableException or OperationCanceledException)
        {
            Log.NotReady(logger, "database", outage.GetType().Name);
            return (ReadinessChecks.Unreachable, ReadinessChecks.Unreachable);
        }
        catch (PostgresException refused)
        {
            Log.NotReady(logger, "database", refused.SqlState);
            return (ReadinessChecks.Unfit, ReadinessChecks.Unreachable);
        }
    }

    private async Task<string> LookAtKeysAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (await keys.GetAsync(cancellationToken) is not null) return ReadinessChecks.Ok;
            Log.NotReady(logger, "keys", "not fetched");
        }
        catch (OperationCanceledException)
        {
            Log.NotReady(logger, "keys", "too slow");
        }
        return ReadinessChecks.Unreachable;
    }
}
