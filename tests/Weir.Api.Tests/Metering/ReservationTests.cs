using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Weir.Api.Tests.Kit;
using Weir.Data.Accounts;

namespace Weir.Api.Tests.Metering;

/// <summary>What reservations do: reserve, settle below, at and above, late, void, extend, read.</summary>
public sealed class ReservationTests(MeteringFixture fixture)
{
    private const string Path = "/v1/reservations";
    private readonly HttpClient _service = fixture.Service;

    [Fact]
    public async Task Units_are_held_then_posted_and_the_rest_comes_back()
    {
        var (user, http) = await fixture.NewUserAsync();
        using var _ = http;
        var before = TimeProvider.System.GetUtcNow();
        var held = await _service.PostAsync(
            Path,
            new
            {
                user_id = user, lines = Lines(("ai_cost", 400_000), ("generations", 1)), expires_in_s = 60,
                feature = "chapter_summary",
            },
            HttpStatusCode.OK);
        held.Names().ShouldBe(["id", "status", "expires_at"]);
        held.Text("status").ShouldBe("pending");
        held.Text("id")!.ShouldMatch("^[A-Za-z0-9_-]{44}$");
        held.At("expires_at").GetDateTimeOffset().ShouldBeInRange(before.AddSeconds(59), before.AddSeconds(70));
        (await BalanceAsync(http, "ai_cost")).ShouldBe((0, 400_000));

        var settled = await _service.PostAsync(
            $"{Path}/{held.Text("id")}/settle",
            new
            {
                lines = Lines(("ai_cost", 123_456), ("ai_tokens", 3_334), ("generations", 1)),
                @event = new
                {
                    provider = "openai", model = "gpt-5-mini-2025-08-07", provider_request_id = "resp_1", input_tokens = 3_120,
                    cached_input_tokens = 20, output_tokens = 214, reasoning_tokens = 4, cost_usd = "0.000123456",
                    provenance = "provider", project_id = "p", document_id = "d",
                },
            },
            HttpStatusCode.OK);
        settled.Names().ShouldBe(["id", "status", "event_id", "late", "used", "overrun"]);
        settled.Text("status").ShouldBe("posted");
        settled.At("late").GetBoolean().ShouldBeFalse();
        settled.At("overrun").GetArrayLength().ShouldBe(0);
        (await BalanceAsync(http, "ai_cost")).ShouldBe((123_456, 0));
        (await BalanceAsync(http, "generations")).ShouldBe((1, 0));

        var row = (await http.GetAsync("/v1/ai/usage/events", HttpStatusCode.OK)).At("data")[0];
        row.Text("id").ShouldBe(settled.Text("event_id"));
        row.Text("feature").ShouldBe("chapter_summary");
        row.Text("model").ShouldBe("gpt-5-mini-2025-08-07");
        row.Text("cost_usd").ShouldBe("0.000123456");
        row.At("user_id").GetGuid().ShouldBe(user);
        row.At("tokens", "cached_input").GetInt64().ShouldBe(20);

        var read = await _service.GetAsync($"{Path}/{held.Text("id")}", HttpStatusCode.OK);
        read.Text("status").ShouldBe("posted");
        read.At("user_id").GetGuid().ShouldBe(user);
        JsonSerializer.Serialize(read.At("settled")).ShouldBe(JsonSerializer.Serialize(settled));
        JsonSerializer.Serialize(read.At("lines")).ShouldBe(
            """[{"meter":"ai_cost","quantity":400000},{"meter":"generations","quantity":1}]""");
        await fixture.Metering.AuditAsync();
    }

    [Fact]
    public async Task An_anonymous_sign_in_has_nothing_that_a_service_could_hold()
    {
        var user = Guid.CreateVersion7();
        using var http = fixture.Metering.Server.As(user, isAnonymous: true);
        await http.GetAsync("/v1/me", HttpStatusCode.OK);

        var denied = await _service.PostAsync(
            Path, new { user_id = user, lines = Lines(("generations", 1)) }, HttpStatusCode.Forbidden);
        denied.Text("code").ShouldBe("subscription_inactive");

        // It signs up: its next call comes with a token that says so.
        using var permanent = fixture.Metering.Server.As(user);
        await permanent.GetAsync("/v1/me", HttpStatusCode.OK);
        // The server hears of it by itself, but not before the next line runs.
        fixture.Metering.Server.Services.GetRequiredService<SnapshotCache>().DropUser(user);
        await ReserveAsync(user, ("generations", 1));
    }

    [Fact]
    public async Task What_finds_no_room_is_overrun_and_said_so()
    {
        var (user, http) = await fixture.NewUserAsync();
        using var _ = http;
        var id = await ReserveAsync(user, ("generations", 2));
        var settled = await _service.PostAsync(
            $"{Path}/{id}/settle", new { lines = Lines(("generations", 8)) }, HttpStatusCode.OK);
        JsonSerializer.Serialize(settled.At("used")).ShouldBe("""[{"meter":"generations","quantity":8}]""");
        JsonSerializer.Serialize(settled.At("overrun")).ShouldBe("""[{"meter":"generations","quantity":3}]""");
        var denied = await _service.PostAsync(
            Path, new { user_id = user, lines = Lines(("generations", 1)) }, HttpStatusCode.PaymentRequired);
        denied.Text("code").ShouldBe("quota_exhausted");
        denied.At("limit", "used").GetInt64().ShouldBe(8);
        await fixture.Metering.AuditAsync();
    }

    [Fact]
    public async Task A_denial_names_the_limit_and_holds_nothing()
    {
        var (user, http) = await fixture.NewUserAsync();
        using var _ = http;
        await ReserveAsync(user, ("generations", 2));
        var denied = await _service.PostAsync(
            Path, new { user_id = user, lines = Lines(("ai_cost", 10), ("generations", 4)) }, HttpStatusCode.PaymentRequired);
        denied.Text("code").ShouldBe("quota_exhausted");
        denied.At("limit").Names().ShouldBe(
            ["scope", "meter", "granted", "used", "held", "requested", "remaining", "hard_limit", "resets_at"], ignoreOrder: true);
        denied.Text("limit", "meter").ShouldBe("generations");
        string[] numbers = ["granted", "used", "held", "requested", "remaining", "hard_limit"];
        numbers.Select(n => denied.At("limit", n).GetInt64()).ShouldBe([5, 0, 2, 4, 3, 5]);
        // All it lacks is held by a call that runs.
        denied.At("retryable").GetBoolean().ShouldBeTrue();
        (await BalanceAsync(http, "ai_cost")).ShouldBe((0, 0));

        var never = await _service.PostAsync(
            Path, new { user_id = user, lines = Lines(("generations", 6)) }, HttpStatusCode.PaymentRequired);
        never.At("retryable").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public async Task A_settle_after_the_lease_is_taken_and_says_late()
    {
        var (user, http) = await fixture.NewUserAsync();
        using var _ = http;
        var held = await _service.PostAsync(
            Path, new { customer_id = user, lines = Lines(("generations", 2)), expires_in_s = 1 }, HttpStatusCode.OK);
        var wait = held.At("expires_at").GetDateTimeOffset() - TimeProvider.System.GetUtcNow();
        await Task.Delay(wait + TimeSpan.FromMilliseconds(30), TestContext.Current.CancellationToken);
        (await _service.GetAsync($"{Path}/{held.Text("id")}", HttpStatusCode.OK)).Text("status").ShouldBe("expired");
        (await BalanceAsync(http, "generations")).ShouldBe((0, 0));
        (await _service.PostAsync($"{Path}/{held.Text("id")}/extend", new { expires_in_s = 60 }, HttpStatusCode.Conflict))
            .Text("code").ShouldBe("already_settled");
        (await _service.PostAsync($"{Path}/{held.Text("id")}/void", new { }, HttpStatusCode.OK)).Text("status").ShouldBe("expired");

        var settled = await _service.PostAsync(
            $"{Path}/{held.Text("id")}/settle", new { lines = Lines(("generations", 2)) }, HttpStatusCode.OK, "late-1");
        settled.At("late").GetBoolean().ShouldBeTrue();
        settled.Text("status").ShouldBe("posted");
        (await BalanceAsync(http, "generations")).ShouldBe((2, 0));
        var again = await _service.PostAsync(
            $"{Path}/{held.Text("id")}/settle", new { lines = Lines(("generations", 2)) }, HttpStatusCode.OK, "late-1");
        JsonSerializer.Serialize(again).ShouldBe(JsonSerializer.Serialize(settled));
        var read = await _service.GetAsync($"{Path}/{held.Text("id")}", HttpStatusCode.OK);
        read.Text("status").ShouldBe("posted");
        read.At("settled", "late").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task A_void_gives_the_units_back_once()
    {
        var (user, http) = await fixture.NewUserAsync();
        using var _ = http;
        var id = await ReserveAsync(user, ("generations", 5));
        (await _service.PostAsync($"{Path}/{id}/void", new { reason = "provider_error" }, HttpStatusCode.OK))
            .Text("status").ShouldBe("voided");
        (await BalanceAsync(http, "generations")).ShouldBe((0, 0));
        using var bare = await _service.PostAsync(
            new Uri($"{Path}/{id}/void", UriKind.Relative), null, TestContext.Current.CancellationToken);
        (await Answers.ReadAsync(bare, HttpStatusCode.OK)).Text("status").ShouldBe("voided");
        (await _service.GetAsync($"{Path}/{id}", HttpStatusCode.OK)).Text("void_reason").ShouldBe("provider_error");

        var other = await ReserveAsync(user, ("generations", 5));
        var settled = await _service.PostAsync(
            $"{Path}/{other}/settle", new { lines = Lines(("generations", 1)) }, HttpStatusCode.OK);
        var refused = await _service.PostAsync($"{Path}/{other}/void", new { }, HttpStatusCode.Conflict);
        refused.Text("code").ShouldBe("already_settled");
        refused.Text("event_id").ShouldBe(settled.Text("event_id"));
        await fixture.Metering.AuditAsync();
    }

    [Fact]
    public async Task An_extension_grows_to_totals_and_lengthens_the_lease_or_changes_nothing()
    {
        var (user, http) = await fixture.NewUserAsync();
        using var _ = http;
        var held = await _service.PostAsync(
            Path, new { user_id = user, lines = Lines(("generations", 2)), expires_in_s = 30 }, HttpStatusCode.OK);
        var path = $"{Path}/{held.Text("id")}/extend";
        for (var i = 0; i < 2; i++)
        {
            var grown = await _service.PostAsync(
                path, new { expires_in_s = 600, lines = Lines(("generations", 4)) }, HttpStatusCode.OK);
            grown.Names().ShouldBe(["id", "status", "expires_at"]);
            grown.At("expires_at").GetDateTimeOffset().ShouldBeGreaterThan(
                held.At("expires_at").GetDateTimeOffset().AddSeconds(500));
            (await BalanceAsync(http, "generations")).ShouldBe((0, 4));
        }
        var denied = await _service.PostAsync(
            path, new { expires_in_s = 6000, lines = Lines(("generations", 6)) }, HttpStatusCode.PaymentRequired);
        denied.At("limit", "requested").GetInt64().ShouldBe(2);
        (await BalanceAsync(http, "generations")).ShouldBe((0, 4));
        (await _service.PostTextAsync(path, "{}", HttpStatusCode.UnprocessableEntity)).FaultFields().ShouldBe(["expires_in_s"]);
        await _service.PostAsync($"{Path}/{held.Text("id")}/settle", new { lines = Lines() }, HttpStatusCode.OK);
        var late = await _service.PostAsync(path, new { expires_in_s = 60 }, HttpStatusCode.Conflict);
        late.Text("code").ShouldBe("already_settled");
        late.Text("event_id").ShouldNotBeNull();
        await fixture.Metering.AuditAsync();
    }

    [Theory]
    [InlineData("past_due", HttpStatusCode.PaymentRequired, "subscription_past_due")]
    [InlineData("canceled", HttpStatusCode.Forbidden, "subscription_inactive")]
    public async Task A_subscription_that_gives_nothing_reserves_nothing(string status, HttpStatusCode expected, string code)
    {
        var (user, http) = await fixture.NewUserAsync();
        using var _ = http;
        await fixture.Metering.RunAsync($"update weir.subscriptions set status = '{status}' where customer_id = '{user}'");
        (await _service.PostAsync(Path, new { user_id = user, lines = Lines(("ai_tokens", 1)) }, expected))
            .Text("code").ShouldBe(code);
    }

    [Fact]
    public async Task A_feature_of_the_catalog_must_be_in_the_plan_and_another_word_is_the_apps_own()
    {
        var (user, http) = await fixture.NewUserAsync();
        using var _ = http;
        object Body(string feature) => new { user_id = user, feature, lines = Lines(("ai_cost", 1)) };
        (await _service.PostAsync(Path, Body("book_summary"), HttpStatusCode.Forbidden)).Text("code").ShouldBe("feature_not_entitled");
        await _service.PostAsync(Path, Body("chapter_summary"), HttpStatusCode.OK);
        await _service.PostAsync(Path, Body("nightly-export"), HttpStatusCode.OK);
    }

    private async Task<string> ReserveAsync(Guid user, params (string Meter, long Quantity)[] lines) =>
        (await _service.PostAsync(Path, new { user_id = user, lines = Lines(lines) }, HttpStatusCode.OK)).Text("id")!;

    private static object[] Lines(params (string Meter, long Quantity)[] lines) =>
        [.. lines.Select(l => new { meter = l.Meter, quantity = l.Quantity })];

    private static async Task<(long Used, long Held)> BalanceAsync(HttpClient http, string meter)
    {
        var balance = (await http.GetAsync("/v1/me", HttpStatusCode.OK)).At("balances").EnumerateArray()
            .Single(b => b.Text("meter") == meter);
        return (balance.At("used").GetInt64(), balance.At("held").GetInt64());
    }
}
