using System.Net;
using System.Text.Json;
using Weir.Api.Tests.Kit;
using Weir.Core.Deployment;

namespace Weir.Api.Tests.Http;

/// <summary>A5, A9, A11: plan, cap, hard limit, period, and what of it is used.</summary>
public sealed class MyUsageTests(ScritorioFixture fixture)
{
    private const string Path = "/v1/ai/usage/me";

    [Fact]
    public async Task A9_a_new_user_has_the_development_plan_and_all_of_its_cap()
    {
        using var http = fixture.NewUser(out var user);
        var usage = await http.GetAsync(Path, HttpStatusCode.OK);
        usage.Names().ShouldBe(
        [
            "customer_id", "plan", "period", "included_cap_usd", "hard_limit_usd", "used_usd", "held_usd", "remaining_usd", "requests",
            "tokens", "meters",
        ]);
        usage.At("customer_id").GetGuid().ShouldBe(user);
        usage.At("plan").Names().ShouldBe(["code", "name", "status"]);
        usage.Text("plan", "code").ShouldBe("dev_managed_ai");
        usage.Text("plan", "status").ShouldBe("active");
        string[] amounts = ["included_cap_usd", "hard_limit_usd", "used_usd", "held_usd", "remaining_usd"];
        amounts.Select(name => usage.Text(name))
            .ShouldBe(["0.050000000", "0.050000000", "0.000000000", "0.000000000", "0.050000000"]);
        usage.At("requests").GetInt64().ShouldBe(0);
        usage.At("tokens").Names().ShouldBe(["input", "cached_input", "output", "reasoning", "total"]);

        var start = usage.At("period", "start").GetDateTimeOffset();
        (start.Day, start.TimeOfDay).ShouldBe((1, TimeSpan.Zero));
        usage.At("period", "end").GetDateTimeOffset().ShouldBe(start.AddMonths(1));
        usage.Text("period", "start")!.ShouldMatch(@"^\d{4}-\d\d-01T00:00:00Z$");
        var meter = usage.At("meters").EnumerateArray().ShouldHaveSingleItem();
        meter.Names().ShouldBe(["meter", "unit", "granted", "used", "held", "remaining", "hard_limit", "resets_at"]);
        meter.Text("meter").ShouldBe("ai_cost");
        meter.At("resets_at").GetDateTimeOffset().ShouldBe(start.AddMonths(1));
    }

    [Fact]
    public async Task A5_what_is_used_and_held_is_told_to_the_nano_dollar()
    {
        using var http = fixture.NewUser(out var user);
        await http.GetAsync(Path, HttpStatusCode.OK);
        var database = fixture.Scritorio.Database.Weir;
        await Ledger.RecordAsync(database, TimeProvider.System.GetUtcNow(), user, 3, costNanoUsd: 604_321);
        await Ledger.HoldAsync(database, user, 1_000_001);

        var usage = await http.GetAsync(Path, HttpStatusCode.OK);
        usage.Text("used_usd").ShouldBe("0.001812963");
        usage.Text("held_usd").ShouldBe("0.001000001");
        usage.Text("remaining_usd").ShouldBe("0.047187036");
        usage.At("requests").GetInt64().ShouldBe(3);
        JsonSerializer.Serialize(usage.At("tokens")).ShouldBe("""{"input":300,"cached_input":120,"output":90,"reasoning":30,"total":390}""");
        usage.At("meters")[0].At("used").GetInt64().ShouldBe(1_812_963);
    }

    [Fact]
    public async Task A_month_is_summed_up_by_itself()
    {
        using var http = fixture.NewUser(out var user);
        await http.GetAsync(Path, HttpStatusCode.OK);
        var now = TimeProvider.System.GetUtcNow();
        await Ledger.RecordAsync(fixture.Scritorio.Database.Weir, now, user, 2);

        var current = await http.GetAsync($"{Path}?period={now:yyyy-MM}", HttpStatusCode.OK);
        current.At("requests").GetInt64().ShouldBe(2);
        var before = await http.GetAsync($"{Path}?period={now.AddMonths(-1):yyyy-MM}", HttpStatusCode.OK);
        before.At("requests").GetInt64().ShouldBe(0);
        before.Text("used_usd").ShouldBe("0.000000000");
        before.At("period", "end").GetDateTimeOffset().ShouldBe(current.At("period", "start").GetDateTimeOffset());
    }

    [Theory]
    [InlineData("2026-13")]
    [InlineData("2026")]
    [InlineData("2026-1")]
    [InlineData("2026-01-01")]
    [InlineData("")]
    [InlineData("1999-12")]
    [InlineData("9999-12")]
    [InlineData("0000-01")]
    [InlineData("%D9%A2%D9%A0%D9%A2%D9%A6-01")]
    [InlineData("2026-01&period=2026-02")]
    public async Task A_period_that_is_no_month_is_refused(string period)
    {
        using var http = fixture.NewUser(out _);
        (await http.GetAsync($"{Path}?period={period}", HttpStatusCode.UnprocessableEntity)).FaultFields().ShouldBe(["period"]);
    }

    [Fact]
    public async Task Another_users_usage_is_never_in_mine()
    {
        using var busy = fixture.NewUser(out var busyUser);
        await busy.GetAsync(Path, HttpStatusCode.OK);
        await Ledger.RecordAsync(fixture.Scritorio.Database.Weir, TimeProvider.System.GetUtcNow(), busyUser, 5);
        using var idle = fixture.NewUser(out _);
        var usage = await idle.GetAsync(Path, HttpStatusCode.OK);
        usage.At("requests").GetInt64().ShouldBe(0);
        usage.Text("used_usd").ShouldBe("0.000000000");
    }

    [Fact]
    public async Task A11_in_production_there_is_no_plan_until_one_is_assigned()
    {
        await using var scritorio = await ScritorioServer.StartAsync(WeirMode.Production);
        var user = Guid.CreateVersion7();
        using var http = scritorio.As(user);
        var usage = await http.GetAsync(Path, HttpStatusCode.OK);
        usage.At("plan", "code").ValueKind.ShouldBe(JsonValueKind.Null);
        usage.Text("plan", "status").ShouldBe("none");
        usage.Text("hard_limit_usd").ShouldBe("0.000000000");
        usage.At("period", "end").GetDateTimeOffset().ShouldBeGreaterThan(
            usage.At("period", "start").GetDateTimeOffset());
    }
}
