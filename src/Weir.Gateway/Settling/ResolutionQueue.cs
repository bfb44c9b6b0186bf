using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Weir.Data.Engine;

namespace Weir.Gateway.Settling;

/// <summary>
/// Settles and voids that could not be done while the caller waited: retried together, in rounds, until the hold's
/// lease and grace are over. Bounded. What does not fit, or is given up, is logged with ids and cost, so that an
/// operator can book it; the hold then ends by its lease.
/// </summary>
internal sealed class ResolutionQueue(
    EngineClient engine, GatewayOptions options, TimeProvider time, ILogger<ResolutionQueue> logger) : BackgroundService
{
    private const int RoundSize = 256;
    private static readonly TimeSpan s_maxWait = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan s_idle = TimeSpan.FromMilliseconds(250);

    private readonly ConcurrentQueue<Resolution> _waiting = new();

    /// <summary>How many wait.</summary>
    public int Count => _waiting.Count;

    public void Add(Resolution resolution)
    {
        if (_waiting.Count >= options.SettleQueue)
            Report("queue_full", resolution);
        else _waiting.Enqueue(resolution);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var wait = s_idle;
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(wait, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            var failed = await RoundAsync();
            wait = failed == 0 ? s_idle : TimeSpan.FromTicks(Math.Min(wait.Ticks * 2, s_maxWait.Ticks));
        }
        await RoundAsync();
        foreach (var left in _waiting)
            Report("server_stopped", left);
    }

    /// <summary>Tries everything that waits, once; returns how many must wait on.</summary>
    private async Task<int> RoundAsync()
    {
        var failed = new List<Resolution>();
        while (_waiting.TryDequeue(out var first))
        {
            var round = new List<Resolution> { first };
            while (round.Count < RoundSize && _waiting.TryDequeue(out var next)) round.Add(next);
            var done = await Task.WhenAll(round.Select(TryAsync));
            failed.AddRange(round.Where((_, i) => !done[i]));
            if (done.Contains(false)) break;
        }
        foreach (var resolution in failed)
        {
            if (time.GetUtcNow() < resolution.GiveUpAt) _waiting.Enqueue(resolution);
            else Report("gave_up", resolution);
        }
        return failed.Count;
    }

    private void Report(string reason, Resolution lost) =>
        Log.ResolutionLost(logger, reason, lost.CustomerId, lost.HoldId, lost.CostNanoUsd);

    private async Task<bool> TryAsync(Resolution resolution)
    {
        try
        {
            if (resolution.Settle is { } settle) await engine.SettleAsync(settle, CancellationToken.None);
            else await engine.VoidAsync(resolution.Void!, CancellationToken.None);
            return true;
        }
        catch (Exception exception)
        {
            Log.RetryFailed(logger, resolution.HoldId, exception.GetType().Name);
            return false;
        }
    }
}
