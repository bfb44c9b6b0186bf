using System.Text.Json;
using Weir.Conformance.Tests.Live;
using Weir.Core.Money;

namespace Weir.Conformance.Tests.Cli;

/// <summary><c>weir demo</c>: the story ends with a clear refusal, and its numbers are those of the ledger; then a plan is paid for, and the refused call is served.</summary>
[Collection(ScritorioCollection.Name)]
public sealed class DemoTests(ScritorioSystem system)
{
    [Fact]
    public async Task The_story_in_json_adds_up()
    {
        var (exitCode, output) = await WeirProcess.RunAsync(["demo", "--json", "--state", system.Live.StateFolder]);
        exitCode.ShouldBe(0, output);
        var report = JsonElement.Parse(output);

        var served = report.GetProperty("served").EnumerateArray().ToList();
        served.Count.ShouldBeGreaterThan(1);
        served[0].Text("output", "text").ShouldContain("Alice");
        var cost = served.Sum(call => Nano(call.Text("usage", "cost_usd")));
        Nano(report.Text("usage", "used_usd")).ShouldBe(cost);
        Nano(report.Text("usage", "held_usd")).ShouldBe(0);

        report.Text("refused", "status").ShouldBe("402");
        report.Text("refused", "code").ShouldBe("quota_exhausted");
        var limit = report.GetProperty("refused").GetProperty("limit");
        limit.GetProperty("used").GetInt64().ShouldBe(cost);
        limit.GetProperty("requested").GetInt64().ShouldBeGreaterThan(limit.GetProperty("remaining").GetInt64());
        limit.GetProperty("remaining").GetInt64().ShouldBe(limit.GetProperty("hard_limit").GetInt64() - cost);

        var bought = report.GetProperty("bought");
        bought.Text("plan", "code").ShouldBe("managed_ai_monthly");
        bought.Text("status").ShouldBe("active");
        Nano(report.Text("served_afterwards", "usage", "cost_usd")).ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task The_story_is_told_in_plain_lines_without_a_terminal()
    {
        var (exitCode, output) = await WeirProcess.RunAsync(["demo", "--state", system.Live.StateFolder]);
        exitCode.ShouldBe(0, output);
        foreach (var line in new[] { "[1/6] Sign up", "[2/6] Summarise a chapter", "[3/6] See what it cost", "[4/6] Meet the limit", "402 quota_exhausted", "[5/6] Buy a plan", "[6/6] Go on" })
            output.ShouldContain(line);
        output.ShouldNotContain("\u001b[");
    }

    [Fact]
    public async Task Without_a_server_it_says_how_to_start_one()
    {
        var nowhere = Path.Combine(Path.GetTempPath(), "weir-nowhere-" + Guid.CreateVersion7().ToString("N"));
        var (exitCode, output) = await WeirProcess.RunAsync(["demo", "--state", nowhere]);
        exitCode.ShouldBe(1);
        output.ShouldContain("./weir up");
    }

    private static long Nano(string usd) => UsdFormat.TryParseNano(usd, out var nano) ? nano : throw new FormatException(usd);
}
