using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Weir.Data;
using Weir.Data.Billing.Overage;

namespace Weir.Billing.Overage;

/// <summary>
/// Every minute: what overage has grown by goes into the outbox, and what is due there to Stripe. Every server does; customers'
/// locks and claims see to it that each thing is done once. No connection is held while Stripe works.
/// </summary>
internal sealed class OverageJob(
    OverageOutbox outbox, OverageSender sender, BillingOptions options, TimeProvider time, ILogger<OverageJob> logger)
    : BackgroundService
{
    /// <summary>Far below the hour that Stripe leaves an invoice open after its period.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    /// <summary>Calls to Stripe at a time.</summary>
    private const int Lanes = 4;

    /// <summary>Reports, and sends until nothing is due.</summary>
    /// <returns>How many messages were written.</returns>
    /// <exception cref="StoreUnavailableException">The database cannot be reached.</exception>
    public async Task<int> RunOnceAsync(CancellationToken stop)
    {
        var written = await outbox.ReportAsync(stop);
        if (await SendOneAsync(stop)) await Task.WhenAll(Enumerable.Range(0, Lanes).Select(_ => SendAllAsync(stop)));
        return written;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await RunOnceAsync(stoppingToken);
            }
            catch (Exception failure) when (failure is StoreUnavailableException or NpgsqlException)
            {
                Log.StoreFailed(logger, (failure.InnerException ?? failure).GetType().Name);
            }
        }
    }

    private async Task SendAllAsync(CancellationToken stop)
    {
        while (await SendOneAsync(stop))
        {
        }
    }

    /// <summary>False when nothing is due.</summary>
    private async Task<bool> SendOneAsync(CancellationToken stop)
    {
        if (await outbox.ClaimAsync(options.Mode, stop) is not { } message) return false;
        if (message.IsParked)
        {
            Log.Parked(logger, message.Id, message.EventName, message.Reason);
            return true;
        }
        var fate = await sender.SendAsync(message, stop);
        // Not cancelled: what Stripe has said is noted, or it would be asked again.
        if (await outbox.FinishAsync(message, fate, CancellationToken.None))
            Log.Parked(logger, message.Id, message.EventName, fate.Reason);
        else if (fate.Outcome is not MessageOutcome.Sent)
            Log.PutOff(logger, message.Id, message.EventName, fate.Reason);
        return true;
    }
}
