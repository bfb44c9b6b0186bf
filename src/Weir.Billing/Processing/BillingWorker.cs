using Microsoft.Extensions.Logging;
using Weir.Data.Billing;

namespace Weir.Billing.Processing;

/// <summary>
/// Works on providers' messages as soon as they are stored: those of this process when its bell rings, those of other
/// replicas within a poll. A message is one transaction: a stop lets the one at hand finish, and leaves the others to
/// whoever comes next.
/// </summary>
internal sealed class BillingWorker(
    BillingQueue queue, LinkFinder links, BillingBell bell, TimeProvider time, ILogger<BillingWorker> logger)
{
    /// <summary>Messages of different buyers go side by side.</summary>
    private const int Lanes = 2;

    private static readonly TimeSpan s_poll = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(1);

    /// <summary>Works until stopped; then returns.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                // One looks whether there is anything at all; an idle server asks no more than that.
                if (await WorkOneAsync(stop)) await Task.WhenAll(Enumerable.Range(0, Lanes).Select(_ => WorkAllAsync(stop)));
                await bell.WaitAsync(s_poll, stop);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
            }
            catch (Exception failure)
            {
                Log.WorkFailed(logger, (failure.InnerException ?? failure).GetType().Name);
                await Task.Delay(s_pause, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task WorkAllAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested && await WorkOneAsync(stop))
        {
        }
    }

    /// <summary>False when nothing is due. The message is not cancelled: what was begun is brought to its end.</summary>
    private async Task<bool> WorkOneAsync(CancellationToken stop)
    {
        if (await queue.WorkAsync(CancellationToken.None) is not { } worked) return false;
        if (worked.State is WorkedState.Parked)
            Log.Parked(logger, worked.Provider, worked.EventKey, worked.Type, worked.Attempts, worked.Reason);
        if (worked.State is WorkedState.Waiting)
            Log.PutOff(logger, worked.Provider, worked.EventKey, worked.Type, worked.Attempts, worked.Reason);
        if (worked.Unlinked.Count > 0) await links.FindAsync(worked, stop);
        return true;
    }
}
