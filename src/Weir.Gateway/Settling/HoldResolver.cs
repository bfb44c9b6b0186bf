using Microsoft.Extensions.Logging;
using Weir.Core.Engine;
using Weir.Data.Engine;

namespace Weir.Gateway.Settling;

/// <summary>
/// Resolves holds, whatever becomes of the request: never cancelled, retried while the caller waits, then handed to
/// <see cref="ResolutionQueue"/>. Settling twice with one event id has one effect, so a retry after an unknown outcome
/// is safe.
/// </summary>
internal sealed class HoldResolver(
    EngineClient engine, ResolutionQueue queue, GatewayOptions options, TimeProvider time, ILogger<HoldResolver> logger)
{
    private static readonly TimeSpan s_firstWait = TimeSpan.FromMilliseconds(50);

    /// <summary>
    /// The result, durable; null when the store cannot be reached and the settle goes on in the background.
    /// </summary>
    public async Task<SettleResult?> SettleAsync(SettleOperation operation, DateTimeOffset leaseEndsAt)
    {
        var started = time.GetTimestamp();
        for (var wait = s_firstWait; ; wait *= 2)
        {
            try
            {
                return await engine.SettleAsync(operation, CancellationToken.None);
            }
            catch (Exception exception)
            {
                // Any failure: an outage, or a bug. Neither may lose a usage that happened.
                Log.SettleFailed(logger, operation.HoldId, exception.GetType().Name);
            }
            if (time.GetElapsedTime(started) + wait > options.SettlePatience) break;
            await Task.Delay(wait, time, CancellationToken.None);
        }
        queue.Add(new(operation, null, leaseEndsAt + options.SettleGrace));
        return null;
    }

    /// <summary>
    /// Releases a hold; in the background when the store cannot be reached, and by its lease at the latest.
    /// </summary>
    public async Task VoidAsync(VoidOperation operation, DateTimeOffset leaseEndsAt)
    {
        try
        {
            await engine.VoidAsync(operation, CancellationToken.None);
        }
        catch (Exception exception)
        {
            Log.VoidFailed(logger, operation.HoldId, exception.GetType().Name);
            queue.Add(new(null, operation, leaseEndsAt));
        }
    }
}
