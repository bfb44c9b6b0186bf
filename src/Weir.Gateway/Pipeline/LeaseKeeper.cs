using Microsoft.Extensions.Logging;
using Weir.Core.Engine;
using Weir.Data.Engine;

namespace Weir.Gateway.Pipeline;

/// <summary>
/// Extends a hold's lease while its call goes on, at half of the lease each time: a long stream never becomes late, and a
/// crash gives its units back within one lease. A store that is away is asked again until the lease is over; the settle is
/// then recorded as late.
/// </summary>
internal sealed class LeaseKeeper(
    EngineClient engine, GatewayOptions options, TimeProvider time, ILogger<LeaseKeeper> logger)
{
    /// <summary>The lease that a call begins with: as long as it can take, but no longer than the option says.</summary>
    public TimeSpan FirstLease(TimeSpan longestCall)
    {
        var whole = longestCall + options.LeaseMargin;
        return whole < options.Lease ? whole : options.Lease;
    }

    /// <summary>Runs <paramref name="work"/>, and keeps the lease of its hold meanwhile.</summary>
    public async Task RunAsync(CallContext call, Func<CallContext, Task> work)
    {
        if (ReserveStep.LongestCall(call.Route) + options.LeaseMargin <= options.Lease)
        {
            await work(call);
            return;
        }
        using var ended = new CancellationTokenSource();
        var keeping = KeepAsync(call.Customer.CustomerId, call.HoldId, call.LeaseEndsAt, ended.Token);
        try
        {
            await work(call);
        }
        finally
        {
            await ended.CancelAsync();
            call.LeaseEndsAt = await keeping;
        }
    }

    /// <summary>Until cancelled, or the hold has ended; returns when the lease ends.</summary>
    private async Task<DateTimeOffset> KeepAsync(
        Guid customerId, Guid holdId, DateTimeOffset leaseEndsAt, CancellationToken cancellationToken)
    {
        var operation = new ExtendOperation(customerId, holdId, options.Lease, []);
        for (var wait = options.Lease / 2; ;)
        {
            try
            {
                await Task.Delay(wait, time, cancellationToken);
                var result = await engine.ExtendAsync(operation, cancellationToken);
                if (result.ExpiresAt is not { } expiresAt)
                {
                    Log.LeaseLost(logger, holdId, result.Status);
                    return leaseEndsAt;
                }
                leaseEndsAt = expiresAt;
                wait = options.Lease / 2;
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return leaseEndsAt;
            }
            catch (Exception exception)
            {
                // An outage, or a bug: the call goes on either way, and its usage is settled.
                Log.LeaseNotExtended(logger, holdId, exception.GetType().Name);
                wait = options.Lease / 8;
            }
        }
    }
}
