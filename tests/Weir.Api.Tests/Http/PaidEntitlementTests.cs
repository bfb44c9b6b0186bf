using System.Net;
using Weir.Api.Tests.Kit;
using Weir.Core.Deployment;

namespace Weir.Api.Tests.Http;

/// <summary>A16: account state, and the gate on scritorio_pro, which reads the normalized entitlement.</summary>
public sealed class PaidEntitlementTests
{
    [Fact]
    public async Task A16_scritorio_pro_is_decided_by_the_normalized_entitlement()
    {
        await using var scritorio = await ScritorioServer.StartAsync(WeirMode.Production);
        var user = Guid.CreateVersion7();
        using var http = scritorio.As(user);
        (await PiecesAsync(http)).ShouldBe((false, "subscription_inactive", "none"));

        await scritorio.RunAsync($"""
            insert into weir.entitlements (customer_id, key, source, plan_code, plan_version, access_until, updated_at)
            values ('{user}', 'scritorio_pro', 'license:lemonsqueezy:7', 'managed_ai_monthly', 1, '2999-01-01Z', now())
            """);
        (await PiecesAsync(http)).ShouldBe((true, "granted", "license:lemonsqueezy:7"));
        var me = await http.GetAsync("/v1/me", HttpStatusCode.OK);
        me.At("entitlements").EnumerateArray().Single(e => e.Text("key") == "scritorio_pro")
            .At("allowed").GetBoolean().ShouldBeTrue();
        var check = await http.PostAsync("/v1/check", """{"key":"scritorio_pro"}""", HttpStatusCode.OK);
        check.At("allowed").GetBoolean().ShouldBeTrue();

        await scritorio.RunAsync($"update weir.entitlements set access_until = '2020-01-01Z' where customer_id = '{user}'");
        (await PiecesAsync(http)).ShouldBe((false, "subscription_inactive", "none"));
    }

    [Fact]
    public async Task What_one_customer_paid_for_is_nobody_elses()
    {
        await using var scritorio = await ScritorioServer.StartAsync(WeirMode.Production);
        var user = Guid.CreateVersion7();
        using var http = scritorio.As(user);
        using var other = scritorio.As(Guid.CreateVersion7());
        await http.GetAsync("/v1/me", HttpStatusCode.OK);
        await scritorio.RunAsync($"""
            insert into weir.entitlements (customer_id, key, source, access_until, updated_at)
            values ('{user}', 'scritorio_pro', 'license:lemonsqueezy:7', 'infinity', now())
            """);
        (await PiecesAsync(http)).ShouldBe((true, "granted", "license:lemonsqueezy:7"));
        (await PiecesAsync(other)).ShouldBe((false, "subscription_inactive", "none"));
    }

    private static async Task<(bool Allowed, string? Reason, string? Source)> PiecesAsync(HttpClient http)
    {
        var state = await http.GetAsync("/v1/entitlements/scritorio_pro", HttpStatusCode.OK);
        return (state.At("allowed").GetBoolean(), state.Text("reason"), state.Text("source"));
    }
}
