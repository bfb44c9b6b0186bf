using System.Net;
using Weir.Gateway.Tests.Loopback;

namespace Weir.Gateway.Tests.Live;

/// <summary>The flex tier: served, without capacity, too slow. One hold whatever happens.</summary>
public sealed class FallbackTests
{
    [Fact]
    public async Task Flex_that_serves_is_priced_as_flex_and_says_so()
    {
        await using var gateway = await LiveGateway.StartAsync(new LoopbackServer(Scripts.ServeAsync));
        using var user = gateway.NewUser();
        var events = await user.StreamAsync(TestCatalog.Flex);

        events.Where(e => e.Name == "weir.routing").Select(e => e.Data.GetProperty("state").GetString()).ShouldBe(["flex_reading", "flex_served"]);
        events[0].Name.ShouldBe("weir.routing");
        var routing = events[^1].Data.GetProperty("routing");
        routing.GetProperty("tier_served").GetString().ShouldBe("flex");
        routing.GetProperty("retried").GetBoolean().ShouldBeFalse();
        (await user.UsedAsync()).ShouldBe(Scripts.Cost / 2);
    }

    [Fact]
    public async Task Flex_without_capacity_is_tried_once_more_on_the_default_tier()
    {
        (int Status, string Code)[] refusals = [(429, "resource_unavailable"), (408, "timeout"), (503, "server_is_overloaded")];
        await using var gateway = await LiveGateway.StartAsync(new LoopbackServer());
        foreach (var (status, code) in refusals)
        {
            gateway.Provider.Enqueue(e => Scripts.ErrorAsync(e, status, code, code));
            gateway.Provider.Enqueue(Scripts.ServeAsync);
            using var user = gateway.NewUser();
            var events = await user.StreamAsync(TestCatalog.Flex);

            events.Where(e => e.Name == "weir.routing").Select(e => e.Data.GetProperty("state").GetString())
                .ShouldBe(["flex_reading", "flex_to_fast_retry"]);
            events[^1].Data.GetProperty("routing").GetRawText().ShouldBe(
                """{"provider":"openai","model":"gpt-6-sol-2026-09-22","tier_requested":"flex","tier_served":"default","retried":true,"fallback":true}""");
            gateway.Provider.Calls.TakeLast(2).Select(c => c.Tier).ShouldBe(["flex", "default"]);
            (await user.HoldsAsync()).ShouldBe("posted 1");
            (await user.UsedAsync()).ShouldBe(Scripts.Cost);
            (await user.EventsAsync("retried, tier_requested, tier_served, provenance")).ShouldBe(["t flex default provider"]);
        }
    }

    [Fact]
    public async Task Flex_that_does_not_begin_in_time_is_given_up_at_no_cost_to_the_customer()
    {
        await using var gateway = await LiveGateway.StartAsync(
            new LoopbackServer(
                async e =>
                {
                    await e.BeginStreamAsync();
                    await e.ChunkAsync(Providers.OpenAi.OpenAiWire.Event("response.queued", ""));
                    await e.StallAsync();
                },
                Scripts.ServeAsync),
            TestCatalog.Of(firstByte: TimeSpan.FromMilliseconds(200)));
        using var user = gateway.NewUser();
        var (status, json) = await user.CallAsync(LiveUser.Body(TestCatalog.Flex));

        status.ShouldBe(HttpStatusCode.OK);
        json.GetProperty("routing").GetProperty("tier_served").GetString().ShouldBe("default");
        (await user.EventsAsync()).ShouldBe([$"completed provider {Scripts.Cost}"]);
    }

    [Fact]
    public async Task Flex_that_has_begun_may_take_its_time()
    {
        await using var gateway = await LiveGateway.StartAsync(
            new LoopbackServer(e => Scripts.TrickleAsync(e, TimeSpan.FromMilliseconds(100))), TestCatalog.Of(firstByte: TimeSpan.FromMilliseconds(250)));
        using var user = gateway.NewUser();
        var (_, json) = await user.CallAsync(LiveUser.Body(TestCatalog.Flex));

        json.GetProperty("routing").GetProperty("tier_served").GetString().ShouldBe("flex");
        gateway.Provider.Calls.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Other_failures_are_not_tried_again()
    {
        (int Status, string Type, string Code)[] failures =
        [
            (429, "requests", "rate_limit_exceeded"),
            (400, "invalid_request_error", "unsupported_value"),
            (500, "server_error", "server_error"),
        ];
        await using var gateway = await LiveGateway.StartAsync(new LoopbackServer());
        using var user = gateway.NewUser();
        foreach (var (status, type, code) in failures)
        {
            gateway.Provider.Enqueue(e => Scripts.ErrorAsync(e, status, type, code));
            (await user.CallAsync(LiveUser.Body(TestCatalog.Flex))).Status.ShouldNotBe(HttpStatusCode.OK);
        }
        gateway.Provider.Calls.Count.ShouldBe(failures.Length);
        (await user.HoldsAsync()).ShouldBe($"voided {failures.Length}");
    }

    [Fact]
    public async Task When_the_fallback_fails_too_nothing_is_charged()
    {
        await using var gateway = await LiveGateway.StartAsync(new LoopbackServer(e => Scripts.ErrorAsync(e, 429, "x", "resource_unavailable")));
        using var user = gateway.NewUser();
        var events = await user.StreamAsync(TestCatalog.Flex);

        events[^1].Name.ShouldBe("weir.error");
        events[^1].Data.GetProperty("code").GetString().ShouldBe("provider_unavailable");
        gateway.Provider.Calls.Count.ShouldBe(2);
        (await user.HoldsAsync()).ShouldBe("voided 1");
        (await user.HeldAsync()).ShouldBe(0);
    }
}
