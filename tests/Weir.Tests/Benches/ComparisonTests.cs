using System.Text.Json;
using Weir.Benches;
using Weir.Benches.Load;
using Weir.Benches.Statistics;
using Weir.Cli.Bench;

namespace Weir.Tests.Benches;

public sealed class ComparisonTests
{
    private static readonly Shape s_shape = new("hot-50", 50, 1);

    [Fact]
    public void Figures_are_medians_and_ratios_are_of_medians()
    {
        var baseline = new Comparison.Line(BenchNames.CheckAndIncrement, s_shape, [Run(100, 9), Run(300, 30), Run(200, 20)], null);
        var subject = new Comparison.Line(BenchNames.Weir, s_shape, [Run(9_000, 1), Run(500, 2), Run(1_000, 5)], 0);

        var row = Comparison.Row("engine", subject, baseline);

        row.OpsPerS.ShouldBe(500); // 1,000 operations in two seconds
        row.Ratio.ShouldBe(5);
        row.P99Ms.ShouldBe(2, tolerance: 0.02);
        row.P99Ratio.ShouldBe(0.1, tolerance: 0.002);
        row.PgCpuUs.ShouldBe(2_000); // 1 s for 500, 1,000 and 9,000 operations
        row.ServerCpuUs.ShouldBeNull();
        row.Runs.ShouldBe([4_500, 250, 500]);
    }

    [Fact]
    public void A_baseline_is_compared_with_itself()
    {
        var row = Comparison.Row("engine", new(BenchNames.ConsumeTokens, s_shape, [Run(100, 9)], null), null);
        row.Baseline.ShouldBe(row.Subject);
        (row.Ratio, row.P99Ratio, row.Oversold).ShouldBe((1, 1, null));
    }

    [Fact]
    public void Every_subject_stands_beside_every_baseline()
    {
        var rows = EngineBench.Rows(
        [
            new(BenchNames.CheckAndIncrement, s_shape, [Run(100, 9)], null),
            new(BenchNames.ConsumeTokens, s_shape, [Run(200, 9)], null),
            new(BenchNames.Weir, s_shape, [Run(400, 9)], 0),
            new(BenchNames.WeirHttp, s_shape, [Run(300, 9)], 0),
        ]);
        rows.Select(r => (r.Subject, r.Baseline, r.Ratio)).ShouldBe(
        [
            (BenchNames.CheckAndIncrement, BenchNames.CheckAndIncrement, 1),
            (BenchNames.ConsumeTokens, BenchNames.ConsumeTokens, 1),
            (BenchNames.Weir, BenchNames.CheckAndIncrement, 4),
            (BenchNames.Weir, BenchNames.ConsumeTokens, 2),
            (BenchNames.WeirHttp, BenchNames.CheckAndIncrement, 3),
            (BenchNames.WeirHttp, BenchNames.ConsumeTokens, 1.5),
        ]);
    }

    [Fact]
    public void Json_has_the_members_of_the_contract()
    {
        var line = new Comparison.Line(BenchNames.Weir, s_shape, [Run(400, 9)], 3);
        using var json = JsonDocument.Parse(BenchJson.Write([Comparison.Row("engine", line, null)]));
        var row = json.RootElement.EnumerateArray().Single();
        string[] contract =
        [
            "bench", "shape", "subject", "baseline", "clients", "customers", "processes", "ops_per_s", "p50_ms", "p99_ms",
            "ratio", "oversold",
        ];
        contract.Except(row.EnumerateObject().Select(member => member.Name)).ShouldBeEmpty();
        row.GetProperty("ops_per_s").GetDouble().ShouldBe(200);
        row.GetProperty("oversold").GetInt64().ShouldBe(3);
    }

    [Fact]
    public void An_overload_row_has_what_was_offered_and_refused()
    {
        var refused = new LatencyHistogram();
        for (var i = 0; i < 600; i++) refused.Add(40_000);
        var report = new LoadReport { Arrivals = 800, RefusedPairs = refused.ToPairs(), SettlesFailed = 1 };
        var rows = OverloadBench.Rows(s_shape, BenchNames.Weir, [Run(200, 9)], [(Run(180, 9), report)]);
        rows[1].Ratio.ShouldBe(0.9);
        (rows[1].OfferedPerS, rows[1].RefusedPerS, rows[1].SettlesFailed).ShouldBe((400, 300, 1));
        rows[1].RefusalMaxMs!.Value.ShouldBe(40, tolerance: 0.4);
        OverloadBench.Faults(rows).ShouldHaveSingleItem().ShouldContain("lost 1 settles");
    }

    /// <summary>A window of two seconds, in which PostgreSQL worked for one.</summary>
    private static Measured Run(int operations, int milliseconds)
    {
        var latency = new LatencyHistogram();
        for (var i = 0; i < operations; i++) latency.Add(milliseconds * 1_000);
        return new Measured(operations, 2, latency) { PostgresCpu = operations == 1_000 ? 2 : 1 };
    }
}
