using System.Globalization;
using Weir.Benches;

namespace Weir.Cli.Bench;

/// <summary>Results for people.</summary>
internal static class BenchTable
{
    private static readonly string[] s_headers =
    [
        "shape", "subject", "baseline", "clients", "customers", "processes", "ops/s", "ratio", "p50 ms", "p99 ms",
        "p99 ratio", "oversold", "pg µs/op", "server µs/op", "load µs/op",
    ];

    public static void Print(BenchReport report)
    {
        foreach (var fact in report.Facts) Terminal.Line(fact);
        Terminal.Line();
        IReadOnlyList<string>[] rows = [.. report.Rows.Select(Cells)];
        // Without a terminal a table has no head of its own.
        Terminal.Table(s_headers, Terminal.IsInteractive ? rows : [s_headers, .. rows]);
    }

    private static IReadOnlyList<string> Cells(BenchRow row) =>
    [
        row.Shape,
        row.Subject,
        row.Baseline == row.Subject ? "-" : row.Baseline,
        Text(row.Clients),
        Text(row.Customers),
        Text(row.Processes),
        row.OpsPerS.ToString("N0", CultureInfo.InvariantCulture),
        row.Baseline == row.Subject ? "-" : $"{row.Ratio.ToString("0.00", CultureInfo.InvariantCulture)}x",
        row.P50Ms.ToString("0.00", CultureInfo.InvariantCulture),
        row.P99Ms.ToString("0.00", CultureInfo.InvariantCulture),
        row.Baseline == row.Subject ? "-" : $"{row.P99Ratio.ToString("0.00", CultureInfo.InvariantCulture)}x",
        row.Oversold?.ToString(CultureInfo.InvariantCulture) ?? "-",
        Cpu(row.PgCpuUs),
        Cpu(row.ServerCpuUs),
        Cpu(row.LoadCpuUs),
    ];

    private static string Cpu(double? microseconds) =>
        microseconds?.ToString("0", CultureInfo.InvariantCulture) ?? "-";

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
