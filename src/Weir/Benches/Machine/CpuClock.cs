using Weir.Benches.Statistics;

namespace Weir.Benches.Machine;

/// <summary>A window of a run, with the processor time that was spent in it.</summary>
internal sealed record CpuClock(long From, long Until, double? PostgresCpu, double? ServerCpu, double? LoadCpu)
{
    /// <summary>When a window that begins to warm up now begins and ends, in milliseconds since 1970.</summary>
    public static (long From, long Until) Ahead(Window window)
    {
        var from = TimeProvider.System.GetUtcNow() + window.WarmUp;
        return (from.ToUnixTimeMilliseconds(), (from + window.Length).ToUnixTimeMilliseconds());
    }

    /// <summary>Waits for a window that begins to warm up now, and reads the processes' times at both its ends.</summary>
    public static Task<CpuClock> OverAsync(
        Window window, int postmaster, IReadOnlyList<int> servers, IReadOnlyList<int> loads,
        CancellationToken cancellationToken) =>
        OverAsync(Ahead(window), postmaster, servers, loads, cancellationToken);

    public static async Task<CpuClock> OverAsync(
        (long From, long Until) window, int postmaster, IReadOnlyList<int> servers, IReadOnlyList<int> loads,
        CancellationToken cancellationToken)
    {
        await UntilAsync(window.From, cancellationToken);
        var before = Read(postmaster, servers, loads);
        await UntilAsync(window.Until, cancellationToken);
        var after = Read(postmaster, servers, loads);
        return new CpuClock(
            window.From, window.Until, after.Postgres - before.Postgres, after.Servers - before.Servers,
            after.Loads - before.Loads);
    }

    public Measured Measure(LatencyHistogram latency) => new(latency.Count, (Until - From) / 1000.0, latency)
    {
        PostgresCpu = PostgresCpu,
        ServerCpu = ServerCpu,
        LoadCpu = LoadCpu,
    };

    private static (double? Postgres, double? Servers, double? Loads) Read(
        int postmaster, IReadOnlyList<int> servers, IReadOnlyList<int> loads) =>
        (ProcessTimes.OfFamily(postmaster), Sum(servers), Sum(loads));

    /// <summary>Nothing is not zero: a subject without such a process has no such figure.</summary>
    private static double? Sum(IReadOnlyList<int> processes) => processes.Count == 0 ? null : ProcessTimes.Of(processes);

    private static async Task UntilAsync(long unixMilliseconds, CancellationToken cancellationToken)
    {
        var wait = DateTimeOffset.FromUnixTimeMilliseconds(unixMilliseconds) - TimeProvider.System.GetUtcNow();
        if (wait > TimeSpan.Zero) await Task.Delay(wait, cancellationToken);
    }
}
