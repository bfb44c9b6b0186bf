using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Weir.Data;
using Weir.Data.Billing;

namespace Weir.Billing.Reconciling;

/// <summary>
/// Compares every night, from 03:00 UTC on, each provider by one server: they all ask now and then, at no fixed minute, and
/// the database lets one through.
/// </summary>
internal sealed class ReconcileJob(
    Reconciler reconciler, ReconcileLease lease, BillingOptions options, TimeProvider time, ILogger<ReconcileJob> logger)
    : BackgroundService
{
    private const int NightHour = 3;
    private static readonly TimeSpan s_shortestWait = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan s_jitter = TimeSpan.FromMinutes(20);

    /// <summary>Compares the providers that are due; returns how many.</summary>
    /// <exception cref="StoreUnavailableException">The database cannot be reached.</exception>
    public async Task<int> RunDueAsync(CancellationToken cancellationToken)
    {
        var ran = 0;
        foreach (var provider in reconciler.Providers)
        {
            if (!await lease.ClaimAsync(provider, options.Mode, LastNight(), cancellationToken)) continue;
            ran++;
            var report = await reconciler.RunAsync(provider, null, cancellationToken);
            foreach (var fault in report.Faults) Log.NotTakenIn(logger, provider, fault.Item, fault.Reason);
            foreach (var doubled in report.Doubled)
                Log.Doubled(logger, doubled.CustomerId, doubled.Subscriptions.Count, string.Join(", ", doubled.Subscriptions));
            if (report.Error is { } error)
            {
                Log.EndedEarly(logger, provider, report.Seen, error.Code);
                continue;
            }
            await lease.FinishAsync(provider, options.Mode, report.Seen, report.Repaired.Count, cancellationToken);
            Log.Compared(logger, provider, report.Seen, report.Repaired.Count);
        }
        return ran;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            await Task.Delay(s_shortestWait + (s_jitter * Random.Shared.NextDouble()), time, stoppingToken);
            try
            {
                await RunDueAsync(stoppingToken);
            }
            catch (Exception failure) when (failure is StoreUnavailableException or NpgsqlException)
            {
                Log.StoreFailed(logger, (failure.InnerException ?? failure).GetType().Name);
            }
        }
    }

    private DateTimeOffset LastNight()
    {
        var now = time.GetUtcNow();
        var tonight = new DateTimeOffset(now.UtcDateTime.Date.AddHours(NightHour), TimeSpan.Zero);
        return tonight <= now ? tonight : tonight.AddDays(-1);
    }
}
