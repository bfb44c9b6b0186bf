using System.Net;
using System.Text.Json;
using Weir.Data.Accounts;
using Weir.Gateway.Tests.Loopback;
using Weir.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Weir.Gateway.Tests.Live;

/// <summary>Calls that are refused before the provider hears of them, and the hold that comes before it does.</summary>
public sealed class AdmissionTests
{
    private static readonly (string Body, int Status, string Code)[] s_refusals =
    [
        ("""{"feature":"nothing","input":{"text":"x"}}""", 404, "unknown_feature"),
        ("""{"feature":"closed","input":{"text":"x"}}""", 403, "feature_not_entitled"),
        ("""{"feature":"unrouted","input":{"text":"x"}}""", 403, "feature_not_entitled"),
        ("""{"feature":"unpriced","input":{"text":"x"}}""", 503, "provider_unavailable"),
        ("""{"feature":"plain"}""", 422, "invalid_input"),
        ("""{"feature":"plain","input":{"text":"x"},"model":"gpt-4o"}""", 422, "invalid_input"),
        ("""{"input":{"text":"x"}}""", 422, "invalid_input"),
        ("""{"feature":7,"input":{"text":"x"}}""", 422, "invalid_input"),
        ("""{"feature":""", 400, "malformed_request"),
    ];

    [Fact]
    public async Task A_refused_call_holds_and_calls_nothing()
    {
        await using var gateway = await LiveGateway.StartAsync(new LoopbackServer(Scripts.ServeAsync));
        using var user = gateway.NewUser();
        foreach (var (body, status, code) in s_refusals)
        {
            using var content = new StringContent(body, null, "application/json");
            using var response = await user.Http.PostAsync(LiveUser.Path, content, TestContext.Current.CancellationToken);

            ((int)response.StatusCode).ShouldBe(status, body);
            response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
            var problem = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            problem.ShouldContain($"\"{code}\"");
        }
        (await user.HoldsAsync()).ShouldBe("");
        gateway.Provider.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task All_faults_of_the_body_come_at_once()
    {
        await using var gateway = await LiveGateway.StartAsync(new LoopbackServer(Scripts.ServeAsync));
        using var user = gateway.NewUser();
        var (status, json) = await user.CallAsync(
            new { feature = TestCatalog.Plain, input = new { note = 7, colour = "red" }, user_id = "me", stream = "yes", document = new { page = 1 } });

        status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        json.GetProperty("errors").EnumerateArray().Select(e => e.GetProperty("field").GetString()).ShouldBe(
            ["stream", "document.page", "user_id", "input.note", "input.colour", "input.text"], ignoreOrder: true);
    }

    [Theory]
    [InlineData("past_due", 402, "subscription_past_due")]
    [InlineData("paused", 403, "subscription_inactive")]
    public async Task A_subscription_that_is_not_active_is_refused(string state, int status, string code)
    {
        await using var gateway = await LiveGateway.StartAsync(
            new LoopbackServer(Scripts.ServeAsync), TestCatalog.Of() with { UpgradeUrl = "https://example.com/plans" });
        using var user = gateway.NewUser();
        (await user.CallAsync(LiveUser.Body())).Status.ShouldBe(HttpStatusCode.OK);
        await Sql.RunAsync(
            gateway.Database.Superuser, $"update weir.subscriptions set status = '{state}' where customer_id = '{user.Id}'", CancellationToken.None);
        gateway.Services.GetRequiredService<SnapshotCache>().DropAll();
        var (actual, json) = await user.CallAsync(LiveUser.Body());

        ((int)actual).ShouldBe(status);
        json.GetProperty("code").GetString().ShouldBe(code);
        json.GetProperty("upgrade_url").GetString().ShouldBe("https://example.com/plans");
        gateway.Provider.Calls.Count.ShouldBe(1);
    }

    [Fact]
    public async Task The_provider_is_called_only_after_its_hold_is_committed()
    {
        var seen = new List<string>();
        LiveUser? user = null;
        var provider = new LoopbackServer(async e =>
        {
            // Another connection sees only what is committed.
            seen.Add(await user!.HoldsAsync());
            await Scripts.ServeAsync(e);
        });
        await using var gateway = await LiveGateway.StartAsync(provider);
        using (user = gateway.NewUser())
        {
            await user.CallAsync(LiveUser.Body());
            await user.CallAsync(LiveUser.Body(TestCatalog.Flex));
            await user.StreamAsync();
        }

        seen.ShouldBe(["pending 1", "pending 1, posted 1", "pending 1, posted 2"]);
    }

    [Fact]
    public async Task A_hold_outlives_the_longest_that_its_call_can_take()
    {
        await using var gateway = await LiveGateway.StartAsync(
            new LoopbackServer(Scripts.ServeAsync),
            TestCatalog.Of(firstByte: TimeSpan.FromSeconds(7), timeout: TimeSpan.FromSeconds(30)),
            o => o.LeaseMargin = TimeSpan.FromSeconds(11));
        using var user = gateway.NewUser();
        await user.CallAsync(LiveUser.Body());
        await user.CallAsync(LiveUser.Body(TestCatalog.Flex));

        var leases = await Sql.ListAsync(
            gateway.Database.Superuser,
            "select extract(epoch from expires_at - reserved_at)::integer from weir.holds order by reserved_at",
            CancellationToken.None);
        leases.ShouldBe(["41", "48"]);
    }

    [Fact]
    public async Task Without_room_the_call_is_refused_with_the_numbers()
    {
        await using var gateway = await LiveGateway.StartAsync(
            new LoopbackServer(Scripts.ServeAsync), TestCatalog.Of(hardLimitNanoUsd: 6_000_000));
        using var user = gateway.NewUser();
        var calls = new List<(HttpStatusCode Status, JsonElement Json)>();
        for (var i = 0; i < 4; i++) calls.Add(await user.CallAsync(LiveUser.Body()));

        calls.Count(c => c.Status == HttpStatusCode.OK).ShouldBe(gateway.Provider.Calls.Count);
        var (status, json) = calls[^1];
        status.ShouldBe(HttpStatusCode.PaymentRequired);
        json.GetProperty("code").GetString().ShouldBe("quota_exhausted");
        var limit = json.GetProperty("limit");
        limit.GetProperty("meter").GetString().ShouldBe("ai_cost");
        limit.GetProperty("used").GetInt64().ShouldBe(await user.UsedAsync());
        limit.GetProperty("requested").GetInt64().ShouldBeGreaterThan(limit.GetProperty("remaining").GetInt64());
        limit.GetProperty("resets_at").GetDateTimeOffset().Day.ShouldBe(1);
        json.GetProperty("retryable").GetBoolean().ShouldBeTrue();
        (await user.HeldAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task A_call_that_no_period_could_hold_is_not_told_to_wait()
    {
        await using var gateway = await LiveGateway.StartAsync(new LoopbackServer(Scripts.ServeAsync), TestCatalog.Of(hardLimitNanoUsd: 1000));
        using var user = gateway.NewUser();
        using var response = await user.SendAsync(LiveUser.Body(), null, TestContext.Current.CancellationToken);

        response.StatusCode.ShouldBe(HttpStatusCode.PaymentRequired);
        response.Headers.RetryAfter.ShouldBeNull();
    }

    [Fact]
    public async Task One_key_one_call()
    {
        var release = new TaskCompletionSource();
        await using var gateway = await LiveGateway.StartAsync(new LoopbackServer(async e =>
        {
            await release.Task;
            await Scripts.ServeAsync(e);
        }));
        using var user = gateway.NewUser();
        var first = user.CallAsync(LiveUser.Body(), "key-1");
        await gateway.Provider.CalledAsync();

        var (busy, busyJson) = await user.CallAsync(LiveUser.Body(), "key-1");
        busy.ShouldBe(HttpStatusCode.Conflict);
        busyJson.GetProperty("code").GetString().ShouldBe("request_in_progress");
        release.SetResult();
        var (status, answer) = await first;
        status.ShouldBe(HttpStatusCode.OK);

        var (again, replay) = await user.CallAsync(LiveUser.Body(), "key-1");
        again.ShouldBe(HttpStatusCode.Conflict);
        replay.GetProperty("code").GetString().ShouldBe("already_settled");
        replay.GetProperty("event_id").GetString().ShouldBe(answer.GetProperty("id").GetString());
        replay.GetProperty("usage").GetRawText().ShouldBe(answer.GetProperty("usage").GetRawText());

        var (other, conflict) = await user.CallAsync(LiveUser.Body(text: "Another text."), "key-1");
        other.ShouldBe(HttpStatusCode.Conflict);
        conflict.GetProperty("code").GetString().ShouldBe("idempotency_conflict");
        gateway.Provider.Calls.Count.ShouldBe(1);

        using var stranger = gateway.NewUser();
        (await stranger.CallAsync(LiveUser.Body(), "key-1")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_key_whose_call_was_voided_may_be_used_again()
    {
        await using var gateway = await LiveGateway.StartAsync(new LoopbackServer(
            e => Scripts.ErrorAsync(e, 500, "server_error", "server_error"), Scripts.ServeAsync));
        using var user = gateway.NewUser();

        (await user.CallAsync(LiveUser.Body(), "key-1")).Status.ShouldBe(HttpStatusCode.BadGateway);
        (await user.CallAsync(LiveUser.Body(), "key-1")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_hundred_slow_calls_need_no_more_than_four_connections()
    {
        const int calls = 100;
        var all = new TaskCompletionSource();
        var arrived = 0;
        await using var gateway = await LiveGateway.StartAsync(
            new LoopbackServer(async e =>
            {
                if (Interlocked.Increment(ref arrived) == calls) all.SetResult();
                await all.Task;
                await Scripts.ServeAsync(e);
            }),
            maxPoolSize: 4);
        using var user = gateway.NewUser();
        var answers = await Task.WhenAll(Enumerable.Range(0, calls).Select(_ => user.CallAsync(LiveUser.Body())));

        // The provider answers nobody before it has heard from all: every call is past its reserve at the same time.
        answers.ShouldAllBe(a => a.Status == HttpStatusCode.OK);
        (await user.HoldsAsync()).ShouldBe($"posted {calls}");
        (await user.UsedAsync()).ShouldBe(calls * Scripts.Cost);
    }
}
