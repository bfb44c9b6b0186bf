using Weir.Benches.Statistics;

namespace Weir.Benches;

/// <summary>Turns the runs of a shape into rows: medians, and how subjects compare with baselines.</summary>
internal static class Comparison
{
    /// <summary>One subject's runs in one shape.</summary>
    internal sealed record Line(string Subject, Shape Shape, IReadOnlyList<Measured> Runs, long? Oversold);

    /// <summary>The line compared with a baseline; with itself when there is none.</summary>
    public static BenchRow Row(string bench, Line line, Line? baseline)
    {
        var beside = baseline ?? line;
        return new BenchRow
        {
            Bench = bench,
            Shape = line.Shape.Name,
            Subject = line.Subject,
            Baseline = beside.Subject,
            Clients = line.Shape.Clients,
            Customers = line.Shape.Customers,
            Processes = line.Shape.Processes,
            LedgerRows = line.Shape.LedgerRows,
            OpsPerS = Math.Round(Throughput(line), 1),
            P50Ms = Math.Round(Quantile(line, 0.5), 3),
            P99Ms = Math.Round(Quantile(line, 0.99), 3),
            Ratio = Divide(Throughput(line), Throughput(beside)),
            P99Ratio = Divide(Quantile(line, 0.99), Quantile(beside, 0.99)),
            Oversold = line.Oversold,
            PgCpuUs = Cpu(line, run => run.PostgresCpu),
            ServerCpuUs = Cpu(line, run => run.ServerCpu),
            LoadCpuUs = Cpu(line, run => run.LoadCpu),
            Runs = [.. line.Runs.Select(run => Math.Round(run.OperationsPerSecond, 1))],
        };
    }

    private static double Throughput(Line line) => Median.Of(line.Runs.Select(run => run.OperationsPerSecond));

    /// <summary>Milliseconds.</summary>
    private static double Quantile(Line line, double part) =>
        Median.Of(line.Runs.Select(run => run.Latency.Quantile(part) / 1000));

    private static double? Cpu(Line line, Func<Measured, double?> cpu) =>
        Median.OfKnown(line.Runs.Select(run => run.PerOperation(cpu(run)))) is { } microseconds
            ? Math.Round(microseconds, 1)
            : null;

    private static double Divide(double subject, double baseline) =>
        baseline > 0 ? Math.Round(subject / baseline, 3) : 0;
}
