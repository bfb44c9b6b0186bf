using Weir.Core.Engine;
using Weir.Data.Engine;
using Weir.Data.Tests.Engine;
using Weir.Data.Usage;

namespace Weir.Data.Tests.Ledger;

public sealed class RevokeTests(EngineDatabase database) : IClassFixture<EngineDatabase>
{
    [Fact]
    public async Task What_is_left_is_breakage_and_what_is_held_settles()
    {
        await using var lab = new Lab(database);
        var customer = await lab.CustomerAsync();
        var grant = await lab.GrantAsync(customer, Lab.Cost, 100);
        await lab.SettleAsync(customer, await lab.ReservedAsync(customer, 20), 20);
        var hold = await lab.ReservedAsync(customer, 30);
        lab.Time.Advance(TimeSpan.FromMinutes(1));

        (await lab.Grants.RevokeAsync(customer, grant, Lab.Token)).ShouldBe(new RevokeResult(RevokeOutcome.Revoked, 50));

        (await lab.ReserveAsync(Lab.Hold(customer, 1))).Status.ShouldBe(ReserveStatus.Denied);
        (await BreakageAsync(lab, customer)).ShouldBe(50);
        var settled = await lab.SettleAsync(customer, hold, 25);
        (settled.Status, settled.Overrun.Count).ShouldBe((SettleStatus.Posted, 0));
        (await BreakageAsync(lab, customer)).ShouldBe(55);
        (await lab.BucketsAsync(customer)).ShouldBe("45+0/100");
        await lab.AssertBalancedAsync();
    }

    [Fact]
    public async Task Ends_once_and_only_what_is_its_customers_and_no_plan()
    {
        await using var lab = new Lab(database);
        var customer = await lab.CustomerAsync();
        var other = await lab.CustomerAsync();
        var grant = await lab.GrantAsync(customer, Lab.Cost, 100);
        var expired = await lab.GrantAsync(customer, Lab.Cost, 7, until: Lab.Start.AddSeconds(1));
        await lab.PlanAsync(customer, Lab.Cost, 5, 5, "day");
        var plan = await lab.ScalarAsync<Guid>($"select grant_id from weir.grants where customer_id = '{customer}' and source = 'plan'");
        lab.Time.Advance(TimeSpan.FromSeconds(1));

        (await lab.Grants.RevokeAsync(other, grant, Lab.Token)).Outcome.ShouldBe(RevokeOutcome.NotFound);
        (await lab.Grants.RevokeAsync(Guid.CreateVersion7(), grant, Lab.Token)).Outcome.ShouldBe(RevokeOutcome.NotFound);
        (await lab.Grants.RevokeAsync(customer, expired, Lab.Token)).ShouldBe(new RevokeResult(RevokeOutcome.AlreadyEnded, 0));
        (await lab.Grants.RevokeAsync(customer, plan, Lab.Token)).Outcome.ShouldBe(RevokeOutcome.PlanGrant);
        (await lab.BalanceAsync(customer)).Granted.ShouldBe(105);
        (await lab.Grants.RevokeAsync(customer, grant, Lab.Token)).ShouldBe(new RevokeResult(RevokeOutcome.Revoked, 100));
        (await lab.Grants.RevokeAsync(customer, grant, Lab.Token)).Outcome.ShouldBe(RevokeOutcome.AlreadyEnded);
        (await lab.BalanceAsync(customer)).Granted.ShouldBe(5);
        (await BreakageAsync(lab, customer)).ShouldBe(107);
    }

    [Fact]
    public async Task One_that_has_not_begun_never_does()
    {
        await using var lab = new Lab(database);
        var customer = await lab.CustomerAsync();
        var grant = await lab.GrantAsync(customer, Lab.Cost, 100, from: Lab.Start.AddDays(1));

        (await lab.Grants.RevokeAsync(customer, grant, Lab.Token)).ShouldBe(new RevokeResult(RevokeOutcome.Revoked, 100));

        lab.Time.Advance(TimeSpan.FromDays(1));
        (await lab.ReserveAsync(Lab.Hold(customer, 1))).Status.ShouldBe(ReserveStatus.Denied);
        (await lab.Grants.RevokeAsync(customer, grant, Lab.Token)).Outcome.ShouldBe(RevokeOutcome.AlreadyEnded);
        (await BreakageAsync(lab, customer)).ShouldBe(100);
    }

    [Fact]
    public async Task Racing_with_consumers_no_unit_is_both_used_and_lost()
    {
        await using var lab = new Lab(database);
        var customer = await lab.CustomerAsync();
        var grant = await lab.GrantAsync(customer, Lab.Cost, 1000);
        var consuming = Task.WhenAll(Enumerable.Range(0, 200).Select(_ =>
            lab.Engine.ConsumeAsync(Lab.Usage1(customer, new MeterQuantity(Lab.Cost, 3)), Lab.Token).AsTask()));
        var revoked = await lab.Grants.RevokeAsync(customer, grant, Lab.Token);
        var consumed = (await consuming).Count(r => r.Status is ReserveStatus.Reserved);

        (revoked.Lost + (3 * consumed)).ShouldBe(1000);
        await lab.AssertBalancedAsync();
    }

    private static async Task<long> BreakageAsync(Lab lab, Guid customer)
    {
        var store = new ExplainStore(lab.Database.Weir, lab.Time);
        var units = (await store.ListBreakageAsync(customer, Lab.Cost, Lab.Token)).Sum(b => b.Units);
        (await store.ExplainAsync(customer, Lab.Cost, 10, null, Lab.Token))!.Breakage.ShouldBe(units);
        return units;
    }
}
