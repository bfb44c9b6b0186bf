using System.Net;
using System.Text.Json;
using Weir.Gateway.Tests.Loopback;
using Weir.Gateway.Tests.Providers.OpenAi;

namespace Weir.Gateway.Tests.Live;

/// <summary>Providers that fail: what the caller hears, what becomes of the hold.</summary>
public sealed class FailureTests
{
    private static readonly (int Upstream, string Type, string Code, int Status, string Told)[] s_errors =
    [
        (429, "requests", "rate_limit_exceeded", 429, "provider_rate_limited"),
        (429, "insufficient_quota", "credit_balance_exhausted", 503, "provider_unavailable"),
        (401, "invalid_request_error", "invalid_api_key", 503, "provider_unavailable"),
        (400, "invalid_request_error", "unsupported_value", 502, "provider_error"),
        (400, "invalid_request_error", "context_length_exceeded", 422, "invalid_input"),
        (404, "invalid_request_error", "model_not_found", 502, "provider_error"),
        (408, "timeout", "timeout", 504, "provider_timeout"),
        (500, "server_error", "server_error", 502, "provider_error"),
        (503, "service_unavailable_error", "server_is_overloaded", 502, "provider_error"),
        (302, "x", "x", 502, "provider_error"),
    ];

    [Fact]
    public async Task An_error_status_voids_the_hold_and_is_told_in_our_words()
    {
        await using var gateway = await LiveGateway.StartAsync(new LoopbackServer());
        using var user = gateway.NewUser();
        foreach (var (upstream, type, code, status, told) in s_errors)
        {
            foreach (var stream in new[] { false, true })
            {
                gateway.Provider.Enqueue(e => Scripts.ErrorAsync(e, upstream, type, code));
                using var response = await user.SendAsync(
                    LiveUser.Body(TestCatalog.Charged, stream: stream), null, TestContext.Current.CancellationToken);
                var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

                // Nothing was streamed yet, so a streaming caller gets the status too.
                ((int)response.StatusCode).ShouldBe(status, text);
                JsonDocument.Parse(text).RootElement.GetProperty("code").GetString().ShouldBe(told);
                text.ShouldNotContain("zq-upstream-canary");
                text.ShouldNotContain("org-123");
                (response.Headers.RetryAfter is not null).ShouldBe(status == 429);
            }
        }
        (await user.HoldsAsync()).ShouldBe($"voided {2 * s_errors.Length}");
        (await user.HeldAsync()).ShouldBe(0);
        (await user.HeldAsync("generations")).ShouldBe(0);
        (await user.EventsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task No_connection_voids_the_hold()
    {
        var provider = new LoopbackServer();
        await using var gateway = await LiveGateway.StartAsync(provider);
        await provider.DisposeAsync();
        using var user = gateway.NewUser();
        var (status, json) = await user.CallAsync(LiveUser.Body());

        status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        json.GetProperty("code").GetString().ShouldBe("provider_unavailable");
        (await user.HoldsAsync()).ShouldBe("voided 1");
    }

    [Fact]
    public async Task A_provider_that_is_not_configured_is_unavailable()
    {
        await using var gateway = await LiveGateway.StartAsync(new LoopbackServer(), configure: o => o.OpenAi = null);
        using var user = gateway.NewUser();

        (await user.CallAsync(LiveUser.Body())).Json.GetProperty("code").GetString().ShouldBe("provider_unavailable");
        (await user.HoldsAsync()).ShouldBe("voided 1");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_stream_that_breaks_off_is_estimated_by_what_was_seen(bool reset)
    {
        await using var gateway = await LiveGateway.StartAsync(new LoopbackServer(async e =>
        {
            await Scripts.HalfAsync(e);
            await Task.Delay(50, e.End);
            if (reset) e.Reset();
            else e.Hangup();
        }));
        using var user = gateway.NewUser();
        var events = await user.StreamAsync(TestCatalog.Charged);

        events.Count(e => e.Name == "weir.delta").ShouldBe(Scripts.Pieces.Length);
        var (name, problem) = events[^1];
        name.ShouldBe("weir.error");
        problem.GetProperty("code").GetString().ShouldBe("provider_error");
        problem.GetProperty("usage").GetProperty("provenance").GetString().ShouldBe("estimated");
        problem.GetProperty("usage").GetProperty("output_tokens").GetInt64().ShouldBe(string.Concat(Scripts.Pieces).Length);
        (await user.HoldsAsync()).ShouldBe("posted 1");
        (await user.EventsAsync("status, provenance, error_code")).ShouldBe(["failed estimated provider_error"]);
        (await user.UsedAsync()).ShouldBeGreaterThan(0);
        (await user.UsedAsync("generations")).ShouldBe(0);
        (await user.HeldAsync("generations")).ShouldBe(0);
    }

    [Fact]
    public async Task A_provider_that_does_not_answer_in_time_is_estimated_by_the_input()
    {
        await using var gateway = await LiveGateway.StartAsync(
            new LoopbackServer(e => e.StallAsync()), TestCatalog.Of(timeout: TimeSpan.FromMilliseconds(300)));
        using var user = gateway.NewUser();
        var (status, json) = await user.CallAsync(LiveUser.Body());

        status.ShouldBe(HttpStatusCode.GatewayTimeout);
        json.GetProperty("code").GetString().ShouldBe("provider_timeout");
        (await user.EventsAsync("status, provenance, error_code, output_tokens")).ShouldBe(["failed estimated provider_timeout 0"]);
    }

    [Fact]
    public async Task Hostile_usage_is_estimated_within_the_hold()
    {
        string[] figures = ["-1", "1e20", "\"120\"", "9007199254740993"];
        await using var gateway = await LiveGateway.StartAsync(new LoopbackServer());
        using var user = gateway.NewUser();
        foreach (var figure in figures)
        {
            gateway.Provider.Enqueue(e => Scripts.RespondAsync(e, Scripts.Answer(usage: OpenAiWire.Usage(figure))));
            var (status, json) = await user.CallAsync(LiveUser.Body());

            status.ShouldBe(HttpStatusCode.OK);
            json.GetProperty("usage").GetProperty("provenance").GetString().ShouldBe("estimated");
        }
        (await user.UsedAsync()).ShouldBeInRange(1, 10_000_000);
        (await user.EventsAsync("status, provenance")).ShouldBe(Enumerable.Repeat("completed estimated", figures.Length));
    }

    [Fact]
    public async Task Missing_usage_is_estimated_and_zero_usage_is_zero()
    {
        await using var gateway = await LiveGateway.StartAsync(new LoopbackServer(
            e => Scripts.RespondAsync(e, Scripts.Answer() with { Usage = null }),
            e => Scripts.RespondAsync(e, Scripts.Answer(usage: """{"input_tokens":0,"output_tokens":0}"""))));
        using var user = gateway.NewUser();
        await user.StreamAsync();
        await user.StreamAsync();

        (await user.EventsAsync("provenance, cost_nano_usd > 0")).ShouldBe(["estimated t", "provider f"]);
    }

    [Fact]
    public async Task Usage_above_the_hold_is_booked_and_counts_against_the_next_call()
    {
        await using var gateway = await LiveGateway.StartAsync(
            new LoopbackServer(e => Scripts.RespondAsync(e, Scripts.Answer(usage: OpenAiWire.Usage("1000000", cached: 0, written: 0)))),
            TestCatalog.Of(hardLimitNanoUsd: 10_000_000));
        using var user = gateway.NewUser();
        var (status, json) = await user.CallAsync(LiveUser.Body());

        status.ShouldBe(HttpStatusCode.OK);
        json.GetProperty("quota").GetProperty("used").GetInt64().ShouldBe(2_000_400_000);
        json.GetProperty("quota").GetProperty("remaining").GetInt64().ShouldBe(0);
        (await user.CallAsync(LiveUser.Body())).Status.ShouldBe(HttpStatusCode.PaymentRequired);
    }
}
