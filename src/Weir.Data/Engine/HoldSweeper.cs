using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Weir.Data.Engine;

/// <summary>
/// Expires holds that nobody resolved, such as those of a server that was killed. Several replicas may run one each.
/// Admission does not depend on it: a customer's own next operation expires what is due.
/// </summary>
public sealed class HoldSweeper(EngineClient engine, TimeProvider time, ILogger<HoldSweeper>? logger = null)
{
    /// <summary>How long a hold may outlive its lease: the time between two sweeps.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);

    private const int Portion = 500;
    private readonly ILogger _logger = logger ?? NullLogger<HoldSweeper>.Instance;

    /// <summary>Sweeps until cancelled; then returns.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            do
            {
                await SweepAsync(cancellationToken);
            }
            while (await timer.WaitForNextTickAsync(cancellationToken));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
        }
    }

    private async Task SweepAsync(CancellationToken cancellationToken)
    {
        try
        {
            int expired;
            do
            {
                expired = await engine.ExpireHoldsAsync(Portion, cancellationToken);
                if (expired > 0) Log.HoldsExpired(_logger, expired);
            }
            while (expired == Portion);
        }
        catch (Exception failure) when (failure is StoreUnavailableException or NpgsqlException)
        {
            var cause = failure.InnerException ?? failure;
            Log.SweepFailed(_logger, cause.GetType().Name, (cause as PostgresException)?.SqlState);
        }
    }
}
