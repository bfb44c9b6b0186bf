using System.Net;
using System.Text.Json;
using Weir.Api.Tests.Kit;
using Weir.Core.Keys;

namespace Weir.Api.Tests.Metering;

public sealed class CheckTests(MeteringFixture fixture)
{
    private const string Path = "/v1/check";

    [Fact]
    public async Task A_boolean_and_a_static_entitlement_say_whether_and_what()
    {
        var (_, http) = await fixture.NewUserAsync();
        using var _ = http;
        var has = await http.PostAsync(Path, new { key = "managed_ai" }, HttpStatusCode.OK);
        JsonSerializer.Serialize(has).ShouldBe(
            """{"key":"managed_ai","kind":"boolean","allowed":true,"reason":"granted","source":"plan:starter@1"}""");
        var lacks = await http.PostAsync(Path, new { key = "scritorio_pro" }, HttpStatusCode.OK);
        JsonSerializer.Serialize(lacks).ShouldBe(
            """{"key":"scritorio_pro","kind":"boolean","allowed":false,"reason":"feature_not_entitled","source":"none"}""");
        var value = await http.PostAsync(Path, new { key = "tts_tier" }, HttpStatusCode.OK);
        JsonSerializer.Serialize(value).ShouldBe(
            """{"key":"tts_tier","kind":"static","allowed":true,"value":"basic","reason":"granted","source":"plan:starter@1"}""");
    }

    [Theory]
    [InlineData("languages", 2, true, "granted")]
    [InlineData("languages", 3, false, "limit_exceeded")]
    [InlineData("tts_tier", 3, true, "granted")]
    public async Task A_static_number_is_a_limit_of_the_quantity(string key, int quantity, bool allowed, string reason)
    {
        var (_, http) = await fixture.NewUserAsync();
        using var _ = http;
        var answer = await http.PostAsync(Path, new { key, quantity }, HttpStatusCode.OK);
        answer.At("allowed").GetBoolean().ShouldBe(allowed);
        answer.Text("reason").ShouldBe(reason);
        answer.At("value").ValueKind.ShouldBe(JsonValueKind.String);
    }

    [Theory]
    [InlineData("ai_cost", null, true, "granted")]
    [InlineData("ai_cost", 0L, true, "granted")]
    [InlineData("ai_cost", MeteringCatalog.CostIncluded, true, "granted")]
    [InlineData("ai_cost", MeteringCatalog.CostIncluded + 1, true, "overage")]
    [InlineData("ai_cost", MeteringCatalog.CostLimit, true, "overage")]
    [InlineData("ai_cost", MeteringCatalog.CostLimit + 1, false, "quota_exhausted")]
    [InlineData("ai_cost", long.MaxValue, false, "quota_exhausted")]
    [InlineData("generations", 5L, true, "granted")]
    [InlineData("generations", 6L, false, "quota_exhausted")]
    [InlineData("exports", 1L, false, "feature_not_entitled")]
    [InlineData("ai_tokens", long.MaxValue, true, "unlimited")]
    public async Task A_meter_is_compared_with_what_is_left(string key, long? quantity, bool allowed, string reason)
    {
        var (_, http) = await fixture.NewUserAsync();
        using var _ = http;
        var answer = quantity is { } units
            ? await http.PostAsync(Path, new { key, quantity = units }, HttpStatusCode.OK)
            : await http.PostAsync(Path, new { key }, HttpStatusCode.OK);
        answer.At("allowed").GetBoolean().ShouldBe(allowed);
        answer.Text("reason").ShouldBe(reason);
        answer.Text("kind").ShouldBe("metered");
        answer.TryGetProperty("remaining", out var remaining).ShouldBe(reason != "unlimited");
        if (key == "ai_cost") remaining.GetInt64().ShouldBe(MeteringCatalog.CostLimit);
    }

    [Fact]
    public async Task Holds_leave_less_until_their_lease_ends_and_overruns_until_the_period_does()
    {
        var (user, http) = await fixture.NewUserAsync();
        using var _ = http;
        var held = await fixture.Service.PostAsync(
            "/v1/reservations",
            new { user_id = user, lines = Line("generations", 3), expires_in_s = 2 }, HttpStatusCode.OK);
        (await RemainingAsync(http, "generations")).ShouldBe(2);

        await UntilAsync(held.At("expires_at").GetDateTimeOffset());
        (await RemainingAsync(http, "generations")).ShouldBe(5); // by the clock: nothing has swept

        await fixture.Service.PostAsync(
            $"/v1/reservations/{held.Text("id")}/settle", new { lines = Line("generations", 9) }, HttpStatusCode.OK);
        var over = await http.PostAsync(Path, new { key = "generations" }, HttpStatusCode.OK);
        over.At("allowed").GetBoolean().ShouldBeFalse();
        over.At("remaining").GetInt64().ShouldBe(0);
        over.Text("reason").ShouldBe("quota_exhausted");
    }

    [Fact]
    public async Task A_check_writes_nothing()
    {
        var (user, http) = await fixture.NewUserAsync();
        using var _ = http;
        await http.PostAsync(Path, new { key = "ai_cost", quantity = 7 }, HttpStatusCode.OK);
        foreach (var table in (string[])["buckets", "holds", "usage_events", "usage_keys"])
        {
            (await fixture.Metering.ReadAsync<long>($"select count(*) from weir.{table} where customer_id = '{user}'"))
                .ShouldBe(0, table);
        }
    }

    [Theory]
    [InlineData("past_due", "subscription_past_due")]
    [InlineData("paused", "subscription_inactive")]
    public async Task A_subscription_that_gives_nothing_allows_nothing(string status, string reason)
    {
        var (user, http) = await fixture.NewUserAsync();
        using var _ = http;
        await fixture.Metering.RunAsync($"update weir.subscriptions set status = '{status}' where customer_id = '{user}'");
        foreach (var key in (string[])["managed_ai", "languages", "ai_cost", "ai_tokens"])
        {
            var answer = await http.PostAsync(Path, new { key }, HttpStatusCode.OK);
            answer.At("allowed").GetBoolean().ShouldBeFalse(key);
            answer.Text("reason").ShouldBe(reason, key);
        }
    }

    [Theory]
    [InlineData("{}", "key")]
    [InlineData("""{"key":""}""", "key")]
    [InlineData("""{"key":7}""", "key")]
    [InlineData("""{"key":"x","quantity":-1}""", "quantity")]
    [InlineData("""{"key":"x","quantity":1.5}""", "quantity")]
    [InlineData("""{"key":"x","quantity":1e3}""", "quantity")]
    [InlineData("""{"key":"x","quantity":1.0}""", "quantity")]
    [InlineData("""{"key":"x","quantity":9223372036854775808}""", "quantity")]
    [InlineData("""{"key":"x","quantity":1e400}""", "quantity")]
    [InlineData("""{"key":"x","quantity":"1"}""", "quantity")]
    [InlineData("""{"quantity":true,"customer_id":"01939f2e-6c3a-7c1d-8a55-0f6f1f0a7b11","user_id":null}""",
        "key quantity customer_id user_id")]
    public async Task Anything_else_is_refused_all_faults_at_once(string body, string fields)
    {
        var (_, http) = await fixture.NewUserAsync();
        using var _ = http;
        (await http.PostTextAsync(Path, body, HttpStatusCode.UnprocessableEntity)).FaultFields().ShouldBe(fields.Split(' '));
    }

    [Fact]
    public async Task An_unknown_key_is_not_found()
    {
        var (_, http) = await fixture.NewUserAsync();
        using var _ = http;
        (await http.PostAsync(Path, new { key = "x" }, HttpStatusCode.NotFound)).Text("code").ShouldBe("not_found");
        (await http.PostAsync(Path, new { key = "x' or 1=1 --" }, HttpStatusCode.NotFound)).Text("code").ShouldBe("not_found");
    }

    [Fact]
    public async Task A_service_names_whom_it_asks_for_and_needs_the_scope()
    {
        var (user, http) = await fixture.NewUserAsync();
        using var _ = http;
        foreach (var body in (object[])[new { key = "managed_ai", user_id = user }, new { key = "managed_ai", customer_id = user }])
            (await fixture.Service.PostAsync(Path, body, HttpStatusCode.OK)).At("allowed").GetBoolean().ShouldBeTrue();
        (await fixture.Service.PostAsync(Path, new { key = "managed_ai" }, HttpStatusCode.UnprocessableEntity))
            .FaultFields().ShouldBe(["customer_id"]);
        (await fixture.Service.PostAsync(Path, new { key = "managed_ai", user_id = "me" }, HttpStatusCode.UnprocessableEntity))
            .FaultFields().ShouldBe(["user_id"]);
        foreach (var body in (object[])
            [
                new { key = "managed_ai", user_id = Guid.CreateVersion7() }, new { key = "managed_ai", customer_id = Guid.CreateVersion7() },
                new { key = "managed_ai", customer_id = user, user_id = Guid.CreateVersion7() },
            ])
            (await fixture.Service.PostAsync(Path, body, HttpStatusCode.NotFound)).Text("code").ShouldBe("not_found");

        using var writer = await fixture.Metering.ServiceAsync(Scope.MeteringWrite);
        (await writer.PostAsync(Path, new { key = "managed_ai", user_id = user }, HttpStatusCode.Forbidden))
            .Text("code").ShouldBe("role_required");
        (await fixture.Metering.Server.Http.PostAsync(Path, new { key = "managed_ai" }, HttpStatusCode.Unauthorized))
            .Text("code").ShouldBe("missing_token");
    }

    [Fact]
    public async Task Naming_somebody_who_never_signed_up_makes_nobody()
    {
        var stranger = Guid.CreateVersion7();
        await fixture.Service.PostAsync(Path, new { key = "ai_cost", user_id = stranger }, HttpStatusCode.NotFound);
        (await fixture.Metering.ReadAsync<long>($"select count(*) from weir.customers where customer_id = '{stranger}'")).ShouldBe(0);
    }

    [Fact]
    public async Task A_user_asks_only_for_an_own_customer()
    {
        var (other, otherHttp) = await fixture.NewUserAsync();
        using var _ = otherHttp;
        var (_, http) = await fixture.NewUserAsync();
        using var nosy = http;
        nosy.DefaultRequestHeaders.Add("Weir-Customer", other.ToString());
        (await nosy.PostAsync(Path, new { key = "ai_cost" }, HttpStatusCode.NotFound)).Text("code").ShouldBe("not_found");
        nosy.DefaultRequestHeaders.Remove("Weir-Customer");
        (await nosy.PostAsync(Path, new { key = "ai_cost", user_id = other }, HttpStatusCode.UnprocessableEntity))
            .FaultFields().ShouldBe(["user_id"]);
    }

    private static object[] Line(string meter, long quantity) => [new { meter, quantity }];

    private static async Task<long> RemainingAsync(HttpClient http, string key) =>
        (await http.PostAsync(Path, new { key }, HttpStatusCode.OK)).At("remaining").GetInt64();

    private static async Task UntilAsync(DateTimeOffset at)
    {
        var wait = at - TimeProvider.System.GetUtcNow();
        if (wait > TimeSpan.Zero) await Task.Delay(wait + TimeSpan.FromMilliseconds(20), TestContext.Current.CancellationToken);
    }
}
