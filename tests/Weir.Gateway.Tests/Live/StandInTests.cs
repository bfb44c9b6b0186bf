using System.Net;
using Weir.Gateway.Tests.Loopback;

namespace Weir.Gateway.Tests.Live;

/// <summary>Adapter and stand-in were written apart from the same facts: here they meet.</summary>
public sealed class StandInTests
{
    private const string Text =
        "The river rose in the night. By morning the mill wheel stood still, and Anna walked the bank with a lantern. "
        + "Her brother had promised to mend the weir before the rains. Ünïcödé — 日本語 🙂.";

    [Theory]
    [InlineData(TestCatalog.Plain, "default")]
    [InlineData(TestCatalog.Flex, "flex")]
    public async Task Streamed_and_buffered_calls_are_served_alike(string feature, string tier)
    {
        await using var standIn = await StandIn.StartAsync();
        await using var gateway = await LiveGateway.StartAsync(new LoopbackServer(), configure: standIn.Use);
        using var user = gateway.NewUser();
        var (status, buffered) = await user.CallAsync(LiveUser.Body(feature, Text));
        status.ShouldBe(HttpStatusCode.OK, buffered.ToString() + await standIn.CallsAsync());
        var events = await user.StreamAsync(feature, Text);

        var completed = events[^1].Data;
        completed.GetProperty("usage").GetRawText().ShouldBe(buffered.GetProperty("usage").GetRawText());
        completed.GetProperty("output").GetRawText().ShouldBe(buffered.GetProperty("output").GetRawText());
        completed.GetProperty("routing").GetProperty("tier_served").GetString().ShouldBe(tier);
        completed.GetProperty("usage").GetProperty("provenance").GetString().ShouldBe("provider");
        string.Concat(events.Where(e => e.Name == "weir.delta").Select(e => e.Data.GetProperty("text").GetString()))
            .ShouldBe(completed.GetProperty("output").GetProperty("text").GetString());
        (await user.EventsAsync("cost_nano_usd")).Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public async Task Its_faults_end_as_the_policies_say()
    {
        await using var standIn = await StandIn.StartAsync();
        await using var gateway = await LiveGateway.StartAsync(new LoopbackServer(), configure: standIn.Use);
        using var user = gateway.NewUser();

        await standIn.ScriptAsync(
            new { match = new { service_tier = "flex" }, times = 1, status = 429, code = "resource_unavailable" });
        (await user.CallAsync(LiveUser.Body(TestCatalog.Flex, Text))).Json.GetProperty("routing").GetProperty("tier_served").GetString()
            .ShouldBe("default");
        await standIn.ScriptAsync(new { times = 1, status = 500 });
        (await user.CallAsync(LiveUser.Body(text: Text))).Status.ShouldBe(HttpStatusCode.BadGateway);
        await standIn.ScriptAsync(new { times = 1, cut_after_events = 8 });
        (await user.StreamAsync(TestCatalog.Plain, Text))[^1].Name.ShouldBe("weir.error");
        await standIn.ScriptAsync(new { times = 1, usage = "missing" });
        (await user.StreamAsync(TestCatalog.Plain, Text))[^1].Name.ShouldBe("weir.completed");
        await standIn.ScriptAsync(new { times = 1, usage = "twice" });
        await user.StreamAsync(TestCatalog.Plain, Text);

        (await user.EventsAsync("status, provenance")).ShouldBe(
            ["completed provider", "failed estimated", "completed estimated", "completed provider"]);
        (await user.HoldsAsync()).ShouldBe("posted 4, voided 1");
        (await user.HeldAsync()).ShouldBe(0);
    }
}
