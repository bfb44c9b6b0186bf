using System.Globalization;
using Weir.Benches;

namespace Weir.Cli.Bench;

/// <summary>Results for people. A column that no row has anything for is left out.</summary>
internal static class BenchTable
{
    private static readonly (string Header, Func<BenchRow, string?> Cell)[] s_columns =
    [
        ("shape", row => row.Shape),
        ("subject", row => row.Subject),
        ("baseline", row => IsBaseline(row) ? null : row.Baseline),
        ("clients", row => Number(row.Clients, "0")),
        ("customers", row => Number(row.Customers, "0")),
        ("processes", row => Number(row.Processes, "0")),
        ("ledger rows", row => row.LedgerRows == 0 ? null : Number(row.LedgerRows, "N0")),
        ("ops/s", row => Number(row.OpsPerS, "N0")),
        ("ratio", row => IsBaseline(row) ? null : $"{Number(row.Ratio, "0.00")}x"),
        ("p50 ms", row => Number(row.P50Ms, "0.00")),
        ("p95 ms", row => Number(row.P95Ms, "0.00")),
        ("p99 ms", row => Number(row.P99Ms, "0.00")),
        ("p99 ratio", row => IsBaseline(row) ? null : $"{Number(row.P99Ratio, "0.00")}x"),
        ("max ms", row => Number(row.MaxMs, "0.00")),
        ("< 1 s", row => row.WithinASecond is { } within ? within ? "yes" : "no" : null),
        ("oversold", row => Number(row.Oversold, "0")),
        ("offered/s", row => Number(row.OfferedPerS, "N0")),
        ("refused/s", row => Number(row.RefusedPerS, "N0")),
        ("refusal p99 ms", row => Number(row.RefusalP99Ms, "0.00")),
        ("refusal max ms", row => Number(row.RefusalMaxMs, "0.00")),
        ("settles failed", row => Number(row.SettlesFailed, "0")),
        ("not offered", row => Number(row.NotOffered, "0")),
        ("pg µs/op", row => Number(row.PgCpuUs, "0")),
        ("server µs/op", row => Number(row.ServerCpuUs, "0")),
        ("load µs/op", row => Number(row.LoadCpuUs, "0")),
    ];

    public static void Print(BenchReport report)
    {
        if (report.Rows.Count == 0) return;
        foreach (var fact in report.Facts) Terminal.Line(fact);
        Terminal.Line();
        var columns = s_columns.Where(column => report.Rows.Any(row => column.Cell(row) is not null)).ToArray();
        string[] headers = [.. columns.Select(column => column.Header)];
        IReadOnlyList<string>[] rows =
            [.. report.Rows.Select(row => (string[])[.. columns.Select(column => column.Cell(row) ?? "-")])];
        // Without a terminal a table has no head of its own.
        Terminal.Table(headers, Terminal.IsInteractive ? rows : [headers, .. rows]);
        Terminal.Line();
    }

    private static bool IsBaseline(BenchRow row) => row.Baseline == row.Subject;

    private static string? Number<T>(T? value, string format)
        where T : struct, IFormattable =>
        value?.ToString(format, CultureInfo.InvariantCulture);

    private static string Number<T>(T value, string format)
        where T : struct, IFormattable =>
        value.ToString(format, CultureInfo.InvariantCulture);
}
