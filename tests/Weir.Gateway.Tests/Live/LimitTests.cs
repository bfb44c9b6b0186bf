using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Weir.Core.Catalog;
using Weir.Gateway.Tests.Loopback;

namespace Weir.Gateway.Tests.Live;

/// <summary>Limits of a plan, from the catalog to the problem.</summary>
public sealed class LimitTests
{
    private const int Day = 86_400; // a window in which a test does not meet the next one

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_member_who_calls_too_often_is_told_to_wait_and_others_are_not()
    {
        await using var gateway = await StartAsync(
            new PlanLimit("calls", PlanLimit.Requests, LimitScope.Member, LimitPeriod.Window, 2) { WindowSeconds = Day });
        using var user = gateway.NewUser();
        (await user.CallAsync(LiveUser.Body())).Status.ShouldBe(HttpStatusCode.OK);
        (await user.StreamAsync()).ShouldNotBeEmpty();

        using var refused = await user.SendAsync(LiveUser.Body(), null, Stop);

        refused.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        var wait = refused.Headers.RetryAfter!.Delta!.Value;
        wait.ShouldBeInRange(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(Day));
        var problem = await refused.Content.ReadFromJsonAsync<JsonElement>(Stop);
        problem.GetProperty("code").GetString().ShouldBe("rate_limited");
        problem.GetProperty("retryable").GetBoolean().ShouldBeTrue();
        var limit = problem.GetProperty("limit");
        Read(limit, "scope", "meter").ShouldBe(["member", "requests"]);
        Numbers(limit, "granted", "used", "held", "requested", "remaining", "hard_limit").ShouldBe([2, 2, 0, 1, 0, 2]);
        (limit.GetProperty("resets_at").GetDateTimeOffset() - TimeProvider.System.GetUtcNow() - wait)
            .ShouldBeInRange(TimeSpan.FromSeconds(-5), TimeSpan.FromSeconds(5));
        gateway.Provider.Calls.Count.ShouldBe(2);
        (await user.HeldAsync()).ShouldBe(0);
        using var other = gateway.NewUser();
        (await other.CallAsync(LiveUser.Body())).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Tokens_of_a_feature_can_be_limited_though_they_need_no_grant()
    {
        await using var gateway = await StartAsync(
            new PlanLimit("tokens", "ai_tokens", LimitScope.Feature, LimitPeriod.Day, 1500));
        using var user = gateway.NewUser();
        // admitted by its upper bound, counted by what it took
        (await user.CallAsync(LiveUser.Body())).Status.ShouldBe(HttpStatusCode.OK);

        var (status, problem) = await user.CallAsync(LiveUser.Body(text: new string('a', 2000)));

        status.ShouldBe(HttpStatusCode.PaymentRequired);
        problem.GetProperty("code").GetString().ShouldBe("quota_exhausted");
        problem.GetProperty("retryable").GetBoolean().ShouldBeFalse(); // no day has room for it
        var limit = problem.GetProperty("limit");
        Read(limit, "scope", "meter").ShouldBe(["feature", "ai_tokens"]);
        var spent = long.Parse((await user.EventsAsync("input_tokens + output_tokens")).Single(), null);
        Numbers(limit, "used", "held", "hard_limit").ShouldBe([spent, 0, 1500]);
        (await user.CallAsync(LiveUser.Body(TestCatalog.Flex))).Status.ShouldBe(HttpStatusCode.OK); // another feature
    }

    [Fact]
    public async Task A_call_that_the_provider_did_not_serve_does_not_count()
    {
        var failed = true;
        await using var failing = await LiveGateway.StartAsync(
            new LoopbackServer(e => failed ? Scripts.ErrorAsync(e, 500, "server_error", "oops") : Scripts.ServeAsync(e)),
            With(new PlanLimit("calls", PlanLimit.Requests, LimitScope.Customer, LimitPeriod.Lifetime, 1)));
        using var unlucky = failing.NewUser();
        ((int)(await unlucky.CallAsync(LiveUser.Body())).Status).ShouldBeGreaterThanOrEqualTo(500);
        failed = false;

        (await unlucky.CallAsync(LiveUser.Body())).Status.ShouldBe(HttpStatusCode.OK);

        var (status, problem) = await unlucky.CallAsync(LiveUser.Body());
        status.ShouldBe(HttpStatusCode.PaymentRequired);
        problem.GetProperty("limit").GetProperty("resets_at").ValueKind.ShouldBe(JsonValueKind.Null);
        problem.GetProperty("retryable").GetBoolean().ShouldBeFalse();
    }

    private static Task<LiveGateway> StartAsync(PlanLimit limit) =>
        LiveGateway.StartAsync(new LoopbackServer(Scripts.ServeAsync), With(limit));

    private static AppCatalog With(PlanLimit limit)
    {
        var catalog = TestCatalog.Of();
        return catalog with { Plans = [.. catalog.Plans.Select(p => p with { Limits = [limit] })] };
    }

    private static string[] Read(JsonElement limit, params string[] names) =>
        [.. names.Select(n => limit.GetProperty(n).GetString()!)];

    private static long[] Numbers(JsonElement limit, params string[] names) =>
        [.. names.Select(n => limit.GetProperty(n).GetInt64())];
}
