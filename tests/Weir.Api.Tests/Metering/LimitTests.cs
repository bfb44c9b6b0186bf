using System.Net;
using System.Text.Json;
using Weir.Api.Tests.Kit;
using Weir.Core.Accounts;
using Weir.Data.Accounts;

namespace Weir.Api.Tests.Metering;

/// <summary>Limits of the plan beside its grants: a check says what a reserve does, and explain shows where they stand.</summary>
public sealed class LimitTests(MeteringFixture fixture)
{
    [Theory]
    [InlineData("ai_cost", 1_000, "chapter_summary", "granted")]
    [InlineData("ai_cost", 1_001, "chapter_summary", "quota_exhausted")]
    [InlineData("ai_cost", 1_001, null, "quota_exhausted")]
    [InlineData("ai_tokens", 500, "chapter_summary", "unlimited")]
    [InlineData("ai_tokens", 501, "chapter_summary", "quota_exhausted")]
    [InlineData("ai_tokens", 0, null, "unlimited")]
    public async Task A_check_and_a_reserve_say_the_same(string meter, long quantity, string? feature, string reason)
    {
        var (user, http) = await LimitedAsync();
        using var _ = http;
        var check = await CheckAsync(http, meter, quantity, feature);
        check.Text("reason").ShouldBe(reason);
        var isRefused = reason == "quota_exhausted";
        check.At("allowed").GetBoolean().ShouldBe(!isRefused);
        await ReserveAsync(user, meter, quantity, feature, isRefused ? HttpStatusCode.PaymentRequired : HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_feature_that_is_not_in_the_plan_is_no_use_of_its_meters()
    {
        var (user, http) = await LimitedAsync();
        using var _ = http;
        (await CheckAsync(http, "ai_cost", 1, "book_summary")).Text("reason").ShouldBe("feature_not_entitled");
        (await ReserveAsync(user, "ai_cost", 1, "book_summary", HttpStatusCode.Forbidden)).Text("code").ShouldBe("feature_not_entitled");
    }

    [Fact]
    public async Task A_rate_window_refuses_with_429_and_a_check_names_it()
    {
        var (user, http) = await LimitedAsync();
        using var _ = http;
        for (var i = 0; i < 3; i++) await ReserveAsync(user, "ai_cost", 1, $"f{i}", HttpStatusCode.OK);
        var denied = await ReserveAsync(user, "ai_cost", 1, "f4", HttpStatusCode.TooManyRequests);
        denied.Text("code").ShouldBe("rate_limited");
        denied.Text("limit", "scope").ShouldBe("member");
        denied.Text("limit", "meter").ShouldBe("requests");
        var check = await CheckAsync(http, "ai_cost", 1, "f4");
        check.At("allowed").GetBoolean().ShouldBeFalse();
        check.Text("reason").ShouldBe("rate_limited");
        check.At("remaining").GetInt64().ShouldBe(1_000);

        // A service that names the customer alone counts as one more member.
        (await fixture.Service.PostAsync(
            "/v1/check", new { key = "ai_cost", customer_id = user, feature = "f4" }, HttpStatusCode.OK))
            .At("allowed").GetBoolean().ShouldBeTrue();
        var limits = (await http.GetAsync("/v1/explain?key=ai_cost", HttpStatusCode.OK)).At("limits").EnumerateArray().ToList();
        limits.Select(l => l.Text("code")).ShouldBe(["calls", "cost_of_feature"]);
        (limits[0].At("held").GetInt64(), limits[0].At("remaining").GetInt64()).ShouldBe((3, 0));
    }

    private async Task<(Guid Id, HttpClient Http)> LimitedAsync()
    {
        var (id, http) = await fixture.NewUserAsync();
        await new AccountStore(fixture.Metering.Database.Weir, TimeProvider.System).ChangePlanAsync(
            id, "limited", PlanChangeTime.Now, "admin", TestContext.Current.CancellationToken);
        await fixture.Metering.RunAsync("select 1"); // so that the server reads the plan again
        return (id, http);
    }

    private static Task<JsonElement> CheckAsync(HttpClient http, string key, long quantity, string? feature) =>
        http.PostAsync("/v1/check", feature is null ? new { key, quantity } : new { key, quantity, feature }, HttpStatusCode.OK);

    private Task<JsonElement> ReserveAsync(Guid user, string meter, long quantity, string? feature, HttpStatusCode expected)
    {
        var lines = (object[])[new { meter, quantity }];
        return fixture.Service.PostAsync(
            "/v1/reservations",
            feature is null ? new { user_id = user, lines } : new { user_id = user, lines, feature }, expected);
    }
}
