using System.Net;
using System.Text.Json;
using Weir.Api.Tests.Kit;
using Weir.Core.Deployment;

namespace Weir.Api.Tests.Http;

/// <summary>The caller, and what they have: <c>/v1/me</c> and the entitlements.</summary>
public sealed class MeTests(ScritorioFixture fixture)
{
    [Fact]
    public async Task Me_has_user_profile_customer_plan_entitlements_and_balances()
    {
        using var http = fixture.NewUser(out var user);
        var me = await http.GetAsync("/v1/me", HttpStatusCode.OK);
        me.Names().ShouldBe(
            ["user", "profile", "customers", "customer_id", "plan", "subscription", "licence", "entitlements", "balances"]);
        me.At("user", "id").GetGuid().ShouldBe(user);
        me.Text("user", "email").ShouldBe($"{user:n}@example.test");
        me.At("user", "is_anonymous").GetBoolean().ShouldBeFalse();
        var customer = me.At("customers").EnumerateArray().ShouldHaveSingleItem();
        (customer.At("id").GetGuid(), customer.Text("kind"), customer.Text("role")).ShouldBe((user, "personal", "owner"));
        me.At("customer_id").GetGuid().ShouldBe(user);
        me.Text("plan", "code").ShouldBe("dev_managed_ai");
        (me.Text("subscription", "status"), me.At("subscription", "plan_version").GetInt32()).ShouldBe(("active", 1));
        me.At("entitlements").EnumerateArray().Select(e => e.Text("key")).ShouldBe(
            ["ai_cost", "managed_ai", "scritorio_pro"]);
        me.At("balances").EnumerateArray().ShouldHaveSingleItem().At("remaining").GetInt64().ShouldBe(50_000_000);
    }

    [Fact]
    public async Task Me_says_when_a_trial_ends_and_what_plan_follows()
    {
        await using var scritorio = await ScritorioServer.StartAsync();
        var user = Guid.CreateVersion7();
        using var http = scritorio.As(user);
        var subscription = (await http.GetAsync("/v1/me", HttpStatusCode.OK)).At("subscription");
        subscription.Names().ShouldBe(["status", "source", "plan_code", "plan_version", "period", "trial_ends_at", "ends_at", "next"]);
        subscription.At("trial_ends_at").ValueKind.ShouldBe(JsonValueKind.Null);
        subscription.At("next").ValueKind.ShouldBe(JsonValueKind.Null);
        (subscription.Text("source"), subscription.At("ends_at").ValueKind).ShouldBe(("default", JsonValueKind.Null));

        await scritorio.RunAsync($"""
            update weir.subscriptions set status = 'trialing', trial_ends_at = '2999-01-01T00:00:00Z',
              ended_at = '2999-01-01T00:00:00Z' where customer_id = '{user}';
            insert into weir.subscriptions
                (customer_id, subscription_id, plan_code, plan_version, status, anchor_at, started_at, source)
              select customer_id, gen_random_uuid(), plan_code, plan_version, 'active', anchor_at, ended_at, 'admin'
              from weir.subscriptions where customer_id = '{user}';
            """);
        subscription = (await http.GetAsync("/v1/me", HttpStatusCode.OK)).At("subscription");
        (subscription.Text("status"), subscription.Text("trial_ends_at"), subscription.Text("ends_at"))
            .ShouldBe(("trialing", "2999-01-01T00:00:00Z", "2999-01-01T00:00:00Z"));
        JsonSerializer.Serialize(subscription.At("next")).ShouldBe(
            """{"plan_code":"dev_managed_ai","plan_version":1,"effective_at":"2999-01-01T00:00:00Z"}""");
    }

    [Fact]
    public async Task A3_me_shows_the_profile_as_it_was_changed()
    {
        using var http = fixture.NewUser(out _);
        await http.PatchAsync("/v1/me/profile", """{"display_name":"Ada"}""", HttpStatusCode.OK);
        (await http.GetAsync("/v1/me", HttpStatusCode.OK)).Text("profile", "display_name").ShouldBe("Ada");
        using var other = fixture.NewUser(out _);
        (await other.GetAsync("/v1/me", HttpStatusCode.OK)).At("profile", "display_name").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public async Task Without_a_plan_me_is_still_whole()
    {
        await using var scritorio = await ScritorioServer.StartAsync(WeirMode.Production);
        using var http = scritorio.As(Guid.CreateVersion7());
        var me = await http.GetAsync("/v1/me", HttpStatusCode.OK);
        me.Text("plan", "status").ShouldBe("none");
        me.At("subscription").ValueKind.ShouldBe(JsonValueKind.Null);
        me.At("entitlements").EnumerateArray().Select(e => (e.At("allowed").GetBoolean(), e.Text("reason"))).Distinct()
            .ShouldBe([(false, "subscription_inactive")]);
    }

    [Fact]
    public async Task Entitlements_say_whether_what_is_left_why_and_whence()
    {
        using var http = fixture.NewUser(out var user);
        await http.GetAsync("/v1/me", HttpStatusCode.OK);
        await Ledger.RecordAsync(
            fixture.Scritorio.Database.Weir, TimeProvider.System.GetUtcNow(), user, 1, costNanoUsd: 4_000_000);
        var list = (await http.GetAsync("/v1/entitlements", HttpStatusCode.OK)).At("data").EnumerateArray().ToDictionary(e => e.Text("key")!);
        JsonSerializer.Serialize(list["managed_ai"]).ShouldBe(
            """{"key":"managed_ai","kind":"boolean","allowed":true,"reason":"granted","source":"plan:dev_managed_ai@1"}""");
        JsonSerializer.Serialize(list["scritorio_pro"]).ShouldBe(
            """{"key":"scritorio_pro","kind":"boolean","allowed":false,"reason":"feature_not_entitled","source":"none"}""");
        JsonSerializer.Serialize(list["ai_cost"]).ShouldBe(
            """{"key":"ai_cost","kind":"metered","allowed":true,"remaining":46000000,"unit":"nano_usd","reason":"granted","source":"plan:dev_managed_ai@1"}""");
        foreach (var (key, state) in list)
        {
            var one = await http.GetAsync($"/v1/entitlements/{key}", HttpStatusCode.OK);
            JsonSerializer.Serialize(one).ShouldBe(JsonSerializer.Serialize(state));
        }
    }

    [Fact]
    public async Task Used_up_and_past_due_are_told_apart()
    {
        await using var scritorio = await ScritorioServer.StartAsync();
        var user = Guid.CreateVersion7();
        using var http = scritorio.As(user);
        await http.GetAsync("/v1/me", HttpStatusCode.OK);
        await Ledger.RecordAsync(
            scritorio.Database.Weir, TimeProvider.System.GetUtcNow(), user, 1, costNanoUsd: 52_000_000);
        var exhausted = await http.GetAsync("/v1/entitlements/ai_cost", HttpStatusCode.OK);
        (exhausted.At("allowed").GetBoolean(), exhausted.Text("reason"), exhausted.At("remaining").GetInt64())
            .ShouldBe((false, "quota_exhausted", 0));
        var usage = await http.GetAsync("/v1/ai/usage/me", HttpStatusCode.OK);
        (usage.Text("used_usd"), usage.Text("remaining_usd")).ShouldBe(("0.052000000", "0.000000000"));

        await scritorio.RunAsync($"update weir.subscriptions set status = 'past_due' where customer_id = '{user}'");
        foreach (var key in (string[])["ai_cost", "managed_ai"])
        {
            var state = await http.GetAsync($"/v1/entitlements/{key}", HttpStatusCode.OK);
            (state.At("allowed").GetBoolean(), state.Text("reason")).ShouldBe((false, "subscription_past_due"));
        }
    }

    [Theory]
    [InlineData("unknown")]
    [InlineData("ai_tokens")]
    [InlineData("managed_ai%20")]
    [InlineData("..%2F..%2Fme")]
    [InlineData("%27%20or%201=1")]
    public async Task An_entitlement_that_the_app_does_not_have_is_not_found(string key)
    {
        using var http = fixture.NewUser(out _);
        (await http.GetAsync($"/v1/entitlements/{key}", HttpStatusCode.NotFound)).Text("code").ShouldBe("not_found");
    }
}
