using Weir.Benches;
using Weir.Benches.Webhooks;

namespace Weir.Tests.Benches;

/// <summary>That the bench of webhooks means what it says, not how fast it is.</summary>
public sealed class WebhookBenchTests
{
    [Fact]
    public async Task Every_change_is_seen_by_the_other_server()
    {
        // Everybody changes once, so that no plan comes and goes unseen.
        var load = new WebhookLoad(PerSecond: 20, Customers: 40, Seconds: 2);
        var report = await WebhookBench.RunAsync(load, new Silence(), TestContext.Current.CancellationToken);
        report.Rows.Select(row => row.Subject).ShouldBe([BenchNames.WebhookAnswered, BenchNames.WebhookSeen]);
        report.Rows.ShouldAllBe(row => row.P50Ms > 0 && row.P95Ms >= row.P50Ms && row.P99Ms >= row.P95Ms && row.MaxMs >= row.P99Ms);
        var seen = report.Rows[1];
        seen.WithinASecond.ShouldBe(seen.MaxMs <= 1000);
        report.Faults.Count.ShouldBe(seen.WithinASecond == true ? 0 : 1);
    }

    [Fact]
    public void A_change_that_takes_more_than_a_second_is_a_fault()
    {
        var result = new WebhookResult();
        result.Seen.Add(990_000);
        WebhookBench.Faults(result).ShouldBeEmpty();
        result.Seen.Add(1_100_000);
        WebhookBench.Faults(result).ShouldHaveSingleItem().ShouldContain("1 of 2");
    }
}
