using Microsoft.Extensions.Logging;
using Weir.Data;
using Weir.Data.Catalogs;
using Weir.Http.Authentication;

namespace Weir.Api.Operations;

/// <summary>
/// Looks at what a call needs. Anybody may ask, so an answer serves for <see cref="WeirApiOptions.ReadinessMaxAge"/>, and
/// however many ask, one look runs at a time and ends after <see cref="WeirApiOptions.ReadinessTimeout"/>.
/// </summary>
internal sealed class ReadinessProbe(
    WeirDatabase database, CatalogStore catalogs, SigningKeys keys, WeirApiOptions options, TimeProvider time,
    ILogger<ReadinessProbe> logger)
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
        var database = GuardAsync("database", CheckDatabaseAsync, patience.Token);
        var catalog = GuardAsync("catalog", CheckCatalogAsync, patience.Token);
        var signingKeys = GuardAsync("keys", CheckKeysAsync, patience.Token);
        return new ReadinessChecks(await database, await catalog, await signingKeys);
    }

    private async Task<string> CheckDatabaseAsync(CancellationToken cancellationToken)
    {
        var faults = await StartupChecks.RunAsync(database.App, cancellationToken);
        foreach (var fault in faults) Log.DatabaseUnfit(logger, fault);
        return faults.Count == 0 ? ReadinessChecks.Ok : ReadinessChecks.Unfit;
    }

    private async Task<string> CheckCatalogAsync(CancellationToken cancellationToken) =>
        await catalogs.LoadAsync(cancellationToken) is null ? ReadinessChecks.Missing : ReadinessChecks.Ok;

    private async Task<string> CheckKeysAsync(CancellationToken cancellationToken) =>
        await keys.GetAsync(cancellationToken) is null ? ReadinessChecks.Unreachable : ReadinessChecks.Ok;

    private async Task<string> GuardAsync(
        string what, Func<CancellationToken, Task<string>> check, CancellationToken cancellationToken)
    {
        try
        {
            return await check(cancellationToken).WaitAsync(cancellationToken);
        }
        catch (Exception outage) when (outage is StoreUnavailableException or OperationCanceledException)
        {
            Log.NotReady(logger, what, outage.GetType().Name);
            return ReadinessChecks.Unreachable;
        }
        catch (Npgsql.PostgresException refused)
        {
            Log.NotReady(logger, what, refused.SqlState);
            return ReadinessChecks.Unfit;
        }
    }
}
