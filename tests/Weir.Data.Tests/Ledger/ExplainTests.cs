using Weir.Core.Accounts;
using Weir.Core.Catalog;
using Weir.Core.Engine;
using Weir.Core.Usage;
using Weir.Data.Tests.Engine;
using Weir.Data.Usage;

namespace Weir.Data.Tests.Ledger;

public sealed class ExplainTests(EngineDatabase database) : IClassFixture<EngineDatabase>
{
    [Fact]
    public async Task Shows_what_is_behind_the_balance_and_adds_up_to_it()
    {
        await using var lab = new Lab(database);
        var customer = await lab.CustomerAsync();
        var plan = await lab.PlanAsync(customer, Lab.Cost, included: 100, hardLimit: 150, "calendar_month");
        var ended = await lab.GrantAsync(customer, Lab.Cost, 7, until: Lab.Start.AddMinutes(1));
        var first = await lab.GrantAsync(customer, Lab.Cost, 20, priority: 10);
        var untouched = await lab.GrantAsync(customer, Lab.Cost, 30, priority: 300);
        var upcoming = await lab.GrantAsync(customer, Lab.Cost, 1000, from: Lab.Start.AddDays(1));
        lab.Time.Advance(TimeSpan.FromMinutes(1));
        await lab.SettleAsync(customer, await lab.ReservedAsync(customer, 130), 130);
        var hold = await lab.ReservedAsync(customer, 5);

        var answer = await ExplainAsync(lab, customer);

        (answer.Unit, answer.Limit, answer.At, answer.Limits.Count).ShouldBe(("nano_usd", MeterLimit.Granted, lab.Time.GetUtcNow(), 0));
        answer.Subscription.ShouldBe(new ExplainedSubscription(
            plan, "Plan", 1, SubscriptionStatus.Active, Lab.Start, Lab.Start, null));
        answer.Balance.ShouldBe(await lab.BalanceAsync(customer));
        answer.Grants.Select(g => (g.GrantId, g.State, g.Burn, g.Source, g.Bucket.Used, g.Bucket.Held, g.Bucket.Granted)).ShouldBe(
        [
            (first, GrantState.Open, 1, "purchase", 20, 0, 20),
            (answer.Grants[1].GrantId, GrantState.Open, 2, "plan", 100, 0, 100),
            (untouched, GrantState.Open, 3, "purchase", 10, 5, 30),
            (upcoming, GrantState.Upcoming, null, "purchase", 0, 0, 1000),
            (ended, GrantState.Ended, null, "purchase", 0, 0, 7),
        ]);
        answer.Grants[1].Bucket.ShouldBe(new ExplainedBucket(
            answer.Grants[1].Bucket.BucketId, new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero), new(2026, 12, 1, 0, 0, 0, TimeSpan.Zero),
            new(2026, 12, 1, 0, 0, 0, TimeSpan.Zero), 100, 100, 0, 0, 150));
        answer.Breakage.ShouldBe(7);
        answer.Holds.Data.Single().ShouldBe(new ExplainedHold(
            hold, null, "chapter_summary", 5, lab.Time.GetUtcNow(), lab.Time.GetUtcNow().AddMinutes(2), false));
        var row = answer.Events.Single();
        (row.Kind, row.Units, row.Overrun, row.Late, row.Corrects).ShouldBe((UsageEventKind.Usage, 130, 0, false, null));
        AssertAddsUp(answer);
    }

    [Fact]
    public async Task Says_the_same_of_a_due_hold_before_and_after_a_sweep_and_of_a_bucket_before_and_after_it_is_touched()
    {
        await using var lab = new Lab(database);
        var customer = await lab.CustomerAsync();
        await lab.PlanAsync(customer, Lab.Cost, included: 100, hardLimit: 120, "day");
        var before = await ExplainAsync(lab, customer);
        before.Grants.Single().Bucket.BucketId.ShouldBeNull();
        (await lab.ReserveAsync(Lab.Hold(customer, 121))).Status.ShouldBe(ReserveStatus.Denied);
        var touched = await ExplainAsync(lab, customer);
        touched.Grants.Single().Bucket.BucketId.ShouldNotBeNull();
        (touched.Grants.Single().Bucket with { BucketId = null }).ShouldBe(before.Grants.Single().Bucket);
        touched.Balance.ShouldBe(before.Balance);

        await lab.ReservedAsync(customer, 50);
        lab.Time.Advance(TimeSpan.FromMinutes(2));
        var due = await ExplainAsync(lab, customer);
        (due.Holds.Count, due.Holds.Units, due.Holds.Due, due.Holds.Data.Single().Due).ShouldBe((0, 0, 1, true));
        AssertAddsUp(due);
        (await lab.Engine.ExpireHoldsAsync(1000, Lab.Token)).ShouldBeGreaterThan(0);
        var swept = await ExplainAsync(lab, customer);
        swept.Grants.Single().ShouldBe(due.Grants.Single());
        swept.Balance.ShouldBe(due.Balance);
        (swept.Holds.Due, swept.Holds.Data.Count).ShouldBe((0, 0));
    }

    [Fact]
    public async Task Shows_overruns_and_the_last_events_only_as_many_as_asked()
    {
        await using var lab = new Lab(database);
        var customer = await lab.CustomerAsync(10);
        for (var i = 0; i < 4; i++)
        {
            lab.Time.Advance(TimeSpan.FromSeconds(1));
            await lab.Engine.RecordAsync(Lab.Usage1(customer, new MeterQuantity(Lab.Cost, 5), new MeterQuantity(Lab.Notes, 1)), Lab.Token);
        }

        var answer = await ExplainAsync(lab, customer, last: 3);

        answer.Overruns.Single().ShouldBe(new ExplainedOverrun(10, null, null));
        answer.Events.Select(e => (e.Units, e.Overrun)).ShouldBe([(5, 5), (5, 5), (5, 0)]);
        AssertAddsUp(answer);
        var notes = await ExplainAsync(lab, customer, Lab.Notes);
        (notes.Limit, notes.Balance, notes.Events.Count, notes.Grants.Count).ShouldBe((MeterLimit.None, null, 4, 0));
    }

    [Fact]
    public async Task Knows_nothing_of_an_unknown_customer_or_meter_and_nothing_of_another_customer()
    {
        await using var lab = new Lab(database);
        var customer = await lab.CustomerAsync(10);
        var other = await lab.CustomerAsync();
        await lab.ReservedAsync(customer, 5);
        var store = new ExplainStore(lab.Database.Weir, lab.Time);

        (await store.ExplainAsync(Guid.CreateVersion7(), Lab.Cost, 10, null, Lab.Token)).ShouldBeNull();
        (await store.ExplainAsync(customer, "nothing", 10, null, Lab.Token)).ShouldBeNull();
        var answer = await ExplainAsync(lab, other);
        (answer.Grants.Count, answer.Holds.Data.Count, answer.Balance!.Granted, answer.Subscription).ShouldBe((0, 0, 0, null));
    }

    [Fact]
    public async Task Breakage_is_what_closed_with_units_left_and_no_longer_what_a_hold_still_holds()
    {
        await using var lab = new Lab(database);
        var customer = await lab.CustomerAsync();
        var until = Lab.Start.AddMinutes(1);
        await lab.GrantAsync(customer, Lab.Cost, 100, until: until);
        var gift = await lab.GrantAsync(customer, Lab.Generations, 3, until: until);
        await lab.SettleAsync(customer, await lab.ReservedAsync(customer, 30), 30);
        var hold = await lab.ReservedAsync(customer, 50);
        var store = new ExplainStore(lab.Database.Weir, lab.Time);
        (await store.ListBreakageAsync(customer, null, Lab.Token)).ShouldBeEmpty();

        lab.Time.Advance(TimeSpan.FromMinutes(1));
        var cost = (await store.ListBreakageAsync(customer, Lab.Cost, Lab.Token)).Single();
        (cost.Source, cost.ClosedAt, cost.Granted, cost.Used, cost.Held, cost.Units).ShouldBe(("purchase", until, 100, 30, 50, 20));
        await lab.SettleAsync(customer, hold, 10);
        (await store.ListBreakageAsync(customer, Lab.Cost, Lab.Token)).Single().Units.ShouldBe(60);

        var all = await store.ListBreakageAsync(customer, null, Lab.Token);
        all.Single(b => b.Meter == Lab.Generations).ShouldBe(
            new LapsedBucket(Lab.Generations, "generation", gift, "purchase", null, until, 3, 0, 0, 3));
    }

    private static async Task<MeterExplanation> ExplainAsync(Lab lab, Guid customer, string meter = Lab.Cost, int last = 10) =>
        (await new ExplainStore(lab.Database.Weir, lab.Time).ExplainAsync(customer, meter, last, null, Lab.Token)).ShouldNotBeNull();

    private static void AssertAddsUp(MeterExplanation answer)
    {
        var open = answer.Grants.Where(g => g.State == GrantState.Open).Select(g => g.Bucket).ToList();
        var balance = answer.Balance.ShouldNotBeNull();
        open.Sum(b => b.Granted).ShouldBe(balance.Granted);
        open.Sum(b => b.HardLimit).ShouldBe(balance.HardLimit);
        (open.Sum(b => b.Used) + answer.Overruns.Sum(o => o.Quantity)).ShouldBe(balance.Used);
        open.Sum(b => b.Held).ShouldBe(balance.Held);
    }
}
