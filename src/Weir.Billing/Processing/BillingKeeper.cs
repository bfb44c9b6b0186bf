using Microsoft.Extensions.Logging;
using Weir.Core.Billing;
using Weir.Data.Billing;

namespace Weir.Billing.Processing;

/// <summary>
/// Tells the database the rules of this server, and sees to what the time alone changes: a grace that is over, an end that
/// is reached. Several replicas may run one each.
/// </summary>
internal sealed class BillingKeeper(BillingSync sync, BillingRules rules, TimeProvider time, ILogger<BillingKeeper> logger)
{
    /// <summary>How long a plan may outlive what was paid for it. Entitlements end to the second.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(60);

    private const int Portion = 200;
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(1);

    /// <summary>Sets the rules, before the first message is worked on by them; returns when that is done, or stopped.</summary>
    public async Task StartAsync(CancellationToken stop)
    {
        while (!await TryAsync(SetRulesAsync, stop))
            await Task.Delay(s_pause, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>Keeps until stopped; then returns.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            do
            {
                await TryAsync(KeepAsync, stop);
            }
            while (await timer.WaitForNextTickAsync(stop));
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
        }
    }

    /// <summary>False when it failed, which is logged.</summary>
    private async Task<bool> TryAsync(Func<CancellationToken, Task> work, CancellationToken stop)
    {
        try
        {
            await work(stop);
            return true;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return true;
        }
        catch (Exception failure)
        {
            Log.KeepFailed(logger, (failure.InnerException ?? failure).GetType().Name);
            return false;
        }
    }

    private async Task SetRulesAsync(CancellationToken stop)
    {
        if (await sync.SetRulesAsync(rules, stop)) Log.RulesChanged(logger, await sync.RecomputeAsync(stop));
    }

    private async Task KeepAsync(CancellationToken stop)
    {
        int due;
        do
        {
            due = await sync.SyncDueAsync(Portion, stop);
            if (due > 0) Log.RanOut(logger, due);
        }
        while (due == Portion);
    }
}
