using Weir.Core.Catalog;
using Weir.Core.Engine;
using Weir.Core.Errors;
using Weir.Core.Usage;
using Weir.Data.Tests.Engine;
using Weir.Data.Limits;
using Weir.Data.Usage;

namespace Weir.Data.Tests.Limits;

/// <summary>Limits where holds grow, events are corrected, and numbers are explained.</summary>
public sealed class LimitLedgerTests(EngineDatabase database) : IClassFixture<EngineDatabase>
{
    private static readonly DateTimeOffset s_tomorrow = new(2026, 11, 21, 0, 0, 0, TimeSpan.Zero);

    private static readonly PlanLimit s_cost = new("cost", Lab.Cost, LimitScope.Customer, LimitPeriod.Day, 100);

    [Fact]
    public async Task A_hold_grows_within_its_limits_or_not_at_all()
    {
        await using var lab = new Lab(database);
        var customer = await lab.LimitedAsync(
            s_cost, LimitPlans.Calls10, new PlanLimit("notes", Lab.Notes, LimitScope.Customer, LimitPeriod.Day, 5));
        await lab.ReservedAsync(customer, 30);
        var hold = await lab.ReservedAsync(customer, 20);

        (await ExtendAsync(lab, customer, hold, 60, 4)).Status.ShouldBe(ExtendStatus.Extended);
        (await ExtendAsync(lab, customer, hold, 60, 4)).Status.ShouldBe(ExtendStatus.Extended); // a repeat
        (await lab.TalliesAsync(customer)).ShouldBe("ai_cost 0+90, notes 0+4, requests 0+2");

        var denied = await ExtendAsync(lab, customer, hold, 71, 5);
        denied.Status.ShouldBe(ExtendStatus.Denied);
        denied.Denial.ShouldBe(new LimitDenial("customer", Lab.Cost, 100, 0, 90, 11, 10, 100, s_tomorrow));
        (await lab.TalliesAsync(customer)).ShouldBe("ai_cost 0+90, notes 0+4, requests 0+2");
        (await lab.BucketsAsync(customer)).ShouldBe("0+90/1000000");

        await lab.SettleAsync(customer, hold, new MeterQuantity(Lab.Cost, 50), new MeterQuantity(Lab.Notes, 4));
        (await lab.TalliesAsync(customer)).ShouldBe("ai_cost 50+30, notes 4+0, requests 1+1");
        await lab.AssertBalancedAsync();
    }

    [Fact]
    public async Task Racing_extensions_never_pass_a_limit()
    {
        await using var lab = new Lab(database);
        await using var other = new Data.Engine.EngineClient(lab.Database.Weir, lab.Time);
        var customer = await lab.LimitedAsync(s_cost);
        var holds = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => lab.ReservedAsync(customer, 1)));

        var results = await Task.WhenAll(Enumerable.Range(2, 20).SelectMany(to => holds.Select(async (hold, i) =>
            (await (i % 2 == 0 ? lab.Engine : other).ExtendAsync(
                new(customer, hold, null, [new(Lab.Cost, to)]), Lab.Token)).Status)));

        results.ShouldContain(ExtendStatus.Denied);
        (await lab.TalliesAsync(customer)).ShouldBe("ai_cost 0+100");
        await lab.AssertBalancedAsync();
    }

    [Fact]
    public async Task A_window_in_which_a_call_was_admitted_is_the_one_that_it_grows_in()
    {
        await using var lab = new Lab(database);
        var customer = await lab.LimitedAsync(LimitPlans.Rate(Lab.Cost, 10, 100));
        var hold = await lab.ReservedAsync(customer, 80);
        lab.Time.Advance(TimeSpan.FromSeconds(30));
        await lab.ReservedAsync(customer, 100);

        (await ExtendAsync(lab, customer, hold, 100)).Status.ShouldBe(ExtendStatus.Extended);
        (await ExtendAsync(lab, customer, hold, 101)).Denial!.Code.ShouldBe(ErrorCode.RateLimited);

        (await lab.TalliesAsync(customer)).ShouldBe("ai_cost 0+100, ai_cost 0+100");
        await lab.AssertBalancedAsync();
    }

    [Fact]
    public async Task A_correction_counts_in_the_tallies_of_its_event()
    {
        await using var lab = new Lab(database);
        var customer = await lab.LimitedAsync(s_cost, LimitPlans.Calls10);
        var usage = Lab.Usage1(customer, new MeterQuantity(Lab.Cost, 90));
        await lab.Engine.RecordAsync(usage, Lab.Token);
        (await lab.TryAsync(customer, 20)).ShouldBe(ReserveStatus.Denied);

        await CorrectAsync(lab, usage, -40);
        (await lab.TalliesAsync(customer)).ShouldBe("ai_cost 50+0, requests 1+0");
        await lab.ReservedAsync(customer, 20);
        await CorrectAsync(lab, usage, 35);

        (await lab.TalliesAsync(customer)).ShouldBe("ai_cost 85+20, requests 1+1");
        await lab.AssertBalancedAsync();
    }

    [Fact]
    public async Task An_explanation_shows_the_limits_on_the_meter()
    {
        await using var lab = new Lab(database);
        var member = Guid.CreateVersion7();
        var customer = await lab.LimitedAsync(
            s_cost with { Period = LimitPeriod.Lifetime }, LimitPlans.Calls10,
            new PlanLimit("member", Lab.Cost, LimitScope.Member, LimitPeriod.Day, 60));
        (await ExplainAsync(lab, customer)).ShouldBe([new("customer", "", null, null, 0, 0, 100)]);
        await lab.SettleAsync(
            customer, (await lab.ReserveAsync(Lab.Hold(customer, 10) with { UserId = member })).HoldId, 7);
        await lab.ReservedAsync(customer, 20);

        (await ExplainAsync(lab, customer)).ShouldBe(
        [
            new("customer", "", null, null, 7, 20, 100),
            new("member", "", s_tomorrow.AddDays(-1), s_tomorrow, 0, 20, 60),
            new("member", member.ToString(), s_tomorrow.AddDays(-1), s_tomorrow, 7, 0, 60),
        ]);

        // Beside them, in the same snapshot, where a call of the one who asks would stand.
        var asked = (await new ExplainStore(lab.Database.Weir, lab.Time).ExplainAsync(customer, Lab.Cost, 10, member, Lab.Token))!;
        asked.Standing.Select(s => (s.Meter, s.Scope, s.Used, s.Held)).ShouldBe(
            [("requests", "customer", 1, 1), (Lab.Cost, "customer", 7, 20), (Lab.Cost, "member", 7, 0)], ignoreOrder: true);
        asked.Standing.ShouldBe(
            await new LimitStore(lab.Database.Weir, lab.Time).ListAsync(customer, member, null, Lab.Token));

        lab.Time.Advance(TimeSpan.FromMinutes(2)); // the lease is over, and nobody has swept
        (await ExplainAsync(lab, customer))[0].ShouldBe(new("customer", "", null, null, 7, 0, 100));
    }

    private static Task<ExtendResult> ExtendAsync(Lab lab, Guid customer, Guid hold, long cost, long notes = 0) =>
        lab.Engine.ExtendAsync(
            new(customer, hold, null, [new(Lab.Cost, cost), new(Lab.Notes, notes)]), Lab.Token).AsTask();

    private static async Task CorrectAsync(Lab lab, RecordOperation usage, long cost) =>
        (await lab.Engine.CorrectAsync(
            new(usage.CustomerId, Guid.CreateVersion7(), usage.EventId, "recount", [new(Lab.Cost, cost)]), Lab.Token))
        .Status.ShouldBe(CorrectStatus.Corrected);

    private static async Task<IReadOnlyList<ExplainedLimit>> ExplainAsync(Lab lab, Guid customer) =>
        (await new ExplainStore(lab.Database.Weir, lab.Time).ExplainAsync(customer, Lab.Cost, 10, null, Lab.Token))!.Limits;
}
