using Weir.Benches.Statistics;

namespace Weir.Benches;

/// <summary>What one run showed, in its window: warm-up is not in it.</summary>
/// <param name="Operations">Operations that ended well in the window.</param>
/// <param name="Seconds">Length of the window.</param>
/// <param name="Latency">Of those operations.</param>
internal sealed record Measured(long Operations, double Seconds, LatencyHistogram Latency)
{
    /// <summary>Processor seconds of PostgreSQL, all its processes; null where unknown.</summary>
    public double? PostgresCpu { get; init; }

    /// <summary>Processor seconds of Weir's own processes; null where there are none.</summary>
    public double? ServerCpu { get; init; }

    /// <summary>Processor seconds of what generates the load, where that is a process of its own.</summary>
    public double? LoadCpu { get; init; }

    public double OperationsPerSecond => Operations / Seconds;

    public double? PerOperation(double? cpuSeconds) =>
        cpuSeconds is { } seconds && Operations > 0 ? seconds * 1e6 / Operations : null;
}
