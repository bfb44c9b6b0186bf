using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Weir.Data.Engine;
using Weir.Gateway.Tests.Loopback;
using Weir.Testing;

namespace Weir.Gateway.Tests.Live;

/// <summary>A hold lives as long as its call, however short its lease.</summary>
public sealed class LeaseTests
{
    private const string Text =
        "The river rose in the night. By morning the mill wheel stood still, and Anna walked the bank with a lantern. "
        + "Her brother had promised to mend the weir before the rains.";

    private static readonly TimeSpan s_lease = TimeSpan.FromMilliseconds(800);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_call_longer_than_its_lease_is_never_late(bool stream)
    {
        await using var standIn = await StandIn.StartAsync();
        await using var gateway = await LiveGateway.StartAsync(new LoopbackServer(), configure: o => Shorten(standIn, o));
        using var user = gateway.NewUser();
        await standIn.ScriptAsync(new { delay_ms = 1500, pace_ms = 40 });

        if (stream) (await user.StreamAsync(TestCatalog.Plain, Text))[^1].Name.ShouldBe("weir.completed");
        else (await user.CallAsync(LiveUser.Body(text: Text))).Status.ShouldBe(HttpStatusCode.OK);

        (await user.HoldsAsync()).ShouldBe("posted 1");
        (await user.EventsAsync("late, provenance")).ShouldBe(["f provider"]);
        (await LifeAsync(gateway, "resolved_at - reserved_at")).ShouldBeGreaterThan(1.5);
        (await LifeAsync(gateway, "expires_at - resolved_at")).ShouldBeGreaterThan(0);
        (await user.HeldAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task Its_units_stay_set_aside_while_others_sweep()
    {
        await using var standIn = await StandIn.StartAsync();
        await using var gateway = await LiveGateway.StartAsync(
            new LoopbackServer(), TestCatalog.Of(hardLimitNanoUsd: 6_000_000), o => Shorten(standIn, o));
        using var user = gateway.NewUser();
        await standIn.ScriptAsync(new { delay_ms = 2500 });
        var slow = user.StreamAsync(TestCatalog.Plain, Text);
        var engine = gateway.Services.GetRequiredService<EngineClient>();
        for (var i = 0; i < 20; i++)
        {
            await Task.Delay(100, TestContext.Current.CancellationToken);
            await engine.ExpireHoldsAsync(100, TestContext.Current.CancellationToken);
        }

        // What is held leaves no room for a second call.
        (await user.CallAsync(LiveUser.Body(text: Text))).Status.ShouldBe(HttpStatusCode.PaymentRequired);
        (await slow)[^1].Name.ShouldBe("weir.completed");
        (await user.HoldsAsync()).ShouldBe("posted 1");
    }

    [Fact]
    public async Task A_call_that_cannot_outlive_its_lease_extends_nothing()
    {
        await using var gateway = await LiveGateway.StartAsync(
            new LoopbackServer(Scripts.ServeAsync), TestCatalog.Of(timeout: TimeSpan.FromSeconds(1)),
            o => (o.Lease, o.LeaseMargin) = (TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(2)));
        using var user = gateway.NewUser();
        await user.CallAsync(LiveUser.Body());
        await user.CallAsync(LiveUser.Body(TestCatalog.Flex));

        var leases = await Sql.ListAsync(
            gateway.Database.Superuser, "select extract(epoch from expires_at - reserved_at)::integer from weir.holds order by reserved_at",
            CancellationToken.None);
        leases.ShouldBe(["3", "3"]);
    }

    /// <summary>The provider never ends, the client has left: the drain's end is the call's, and the lease lasts until then.</summary>
    [Fact]
    public async Task A_drain_keeps_the_lease_too()
    {
        await using var gateway = await LiveGateway.StartAsync(
            new LoopbackServer(async e =>
            {
                await Scripts.HalfAsync(e);
                await e.StallAsync();
            }),
            configure: o => (o.Lease, o.SettlePatience, o.DrainTimeout) = (s_lease, s_lease / 4, TimeSpan.FromSeconds(2)));
        using var user = gateway.NewUser();
        using (var response = await user.SendAsync(LiveUser.Body(stream: true), null, TestContext.Current.CancellationToken))
            response.StatusCode.ShouldBe(HttpStatusCode.OK);
        await user.SettledAsync();

        (await user.HoldsAsync()).ShouldBe("posted 1");
        (await user.EventsAsync("late, provenance")).ShouldBe(["f estimated"]);
    }

    private static void Shorten(StandIn standIn, GatewayOptions options)
    {
        standIn.Use(options);
        (options.Lease, options.SettlePatience) = (s_lease, s_lease / 4);
    }

    private static Task<double> LifeAsync(LiveGateway gateway, string interval) => Sql.ScalarAsync<double>(
        gateway.Database.Superuser, $"select extract(epoch from {interval})::float8 from weir.holds", CancellationToken.None);
}
