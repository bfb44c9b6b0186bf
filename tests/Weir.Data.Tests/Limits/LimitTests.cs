using Weir.Core.Catalog;
using Weir.Core.Engine;
using Weir.Core.Errors;
using Weir.Data.Tests.Engine;

namespace Weir.Data.Tests.Limits;

public sealed class LimitTests(EngineDatabase database) : IClassFixture<EngineDatabase>
{
    [Fact]
    public async Task A_call_must_fit_its_grants_and_every_limit_or_holds_nothing()
    {
        await using var lab = new Lab(database);
        var customer = await lab.LimitedAsync(
            LimitPlans.Calls10, new("cost", Lab.Cost, LimitScope.Customer, LimitPeriod.Day, 100));

        await lab.ReservedAsync(customer, 60);
        var denied = await lab.ReserveAsync(Lab.Hold(customer, 41));

        denied.Status.ShouldBe(ReserveStatus.Denied);
        denied.Denial.ShouldBe(new LimitDenial(
            "customer", Lab.Cost, 100, 0, 60, 41, 40, 100, new DateTimeOffset(2026, 11, 21, 0, 0, 0, TimeSpan.Zero)));
        (await lab.BucketsAsync(customer)).ShouldBe("0+60/1000000");
        (await lab.TalliesAsync(customer)).ShouldBe("ai_cost 0+60, requests 0+1");
        (await lab.TryAsync(customer, 40)).ShouldBe(ReserveStatus.Reserved);
        await lab.AssertBalancedAsync();
    }

    [Fact]
    public async Task Without_room_in_the_grants_no_tally_is_touched_further()
    {
        await using var lab = new Lab(database);
        var customer = await lab.LimitedAsync(LimitPlans.Calls10);

        var denied = await lab.ReserveAsync(Lab.Hold(customer, 2_000_000));

        (denied.Denial!.Granted, denied.Denial.Scope, denied.Denial.Code)
            .ShouldBe((1_000_000, "customer", ErrorCode.QuotaExhausted));
        (await lab.TalliesAsync(customer)).ShouldBe("requests 0+0");
    }

    [Fact]
    public async Task Members_and_features_are_limited_each_alone_and_those_without_a_name_together()
    {
        await using var lab = new Lab(database);
        var customer = await lab.LimitedAsync(
            new("member", Lab.Cost, LimitScope.Member, LimitPeriod.Day, 10),
            new PlanLimit("feature", PlanLimit.Requests, LimitScope.Feature, LimitPeriod.CalendarMonth, 3));
        var (ada, bob) = (Guid.CreateVersion7(), Guid.CreateVersion7());

        (await lab.TryAsync(customer, 10, ada, "a")).ShouldBe(ReserveStatus.Reserved);
        (await lab.ReserveAsync(Lab.Hold(customer, 1) with { UserId = ada, Feature = "b" })).Denial!.Scope.ShouldBe("member");
        (await lab.TryAsync(customer, 9, bob, "a")).ShouldBe(ReserveStatus.Reserved);
        (await lab.TryAsync(customer, 1, bob, "a")).ShouldBe(ReserveStatus.Reserved);
        (await lab.ReserveAsync(Lab.Hold(customer, 1) with { Feature = "a" })).Denial!.Scope.ShouldBe("feature");
        (await lab.TryAsync(customer, 6, null, "b")).ShouldBe(ReserveStatus.Reserved);
        (await lab.TryAsync(customer, 5, null, "b")).ShouldBe(ReserveStatus.Denied); // 6 of the 10 of nobody in particular
        (await lab.TryAsync(customer, 4)).ShouldBe(ReserveStatus.Reserved);

        (await lab.StatesAsync(customer, bob, "a")).ShouldBe("feature 0+3/3, member 0+10/10");
        (await lab.StatesAsync(customer)).ShouldBe("feature 0+1/3, member 0+10/10");
        await lab.AssertBalancedAsync();
    }

    [Fact]
    public async Task A_meter_that_needs_no_grant_can_be_limited()
    {
        await using var lab = new Lab(database);
        var customer = await lab.LimitedAsync(new PlanLimit("notes", Lab.Notes, LimitScope.Customer, LimitPeriod.Lifetime, 5));

        var hold = await lab.ReservedAsync(customer, new MeterQuantity(Lab.Notes, 4));
        var denial = (await lab.ReserveAsync(Lab.Hold(customer, new MeterQuantity(Lab.Notes, 2)))).Denial!;
        (denial.Remaining, denial.ResetsAt).ShouldBe((1, null));
        await lab.SettleAsync(customer, hold, new MeterQuantity(Lab.Notes, 3));

        (await lab.TalliesAsync(customer)).ShouldBe("notes 3+0");
        await lab.ReservedAsync(customer, new MeterQuantity(Lab.Notes, 2));
        await lab.AssertBalancedAsync();
    }

    [Fact]
    public async Task A_settle_counts_in_full_and_past_the_limit_and_the_next_call_meets_it()
    {
        await using var lab = new Lab(database);
        var customer = await lab.LimitedAsync(
            new("cost", Lab.Cost, LimitScope.Customer, LimitPeriod.Day, 100),
            new PlanLimit("notes", Lab.Notes, LimitScope.Customer, LimitPeriod.Day, 5));
        await lab.SettleAsync(customer, await lab.ReservedAsync(customer, 50), 20);
        (await lab.TalliesAsync(customer)).ShouldBe("ai_cost 20+0, notes 0+0");

        // more than was held, and of a meter of which nothing was
        await lab.SettleAsync(
            customer, await lab.ReservedAsync(customer, 50), new MeterQuantity(Lab.Cost, 130), new MeterQuantity(Lab.Notes, 7));

        (await lab.TalliesAsync(customer)).ShouldBe("ai_cost 150+0, notes 7+0");
        var denial = (await lab.ReserveAsync(Lab.Hold(customer, 1))).Denial!;
        (denial.Used, denial.Remaining, denial.HardLimit).ShouldBe((150, 0, 100));
        (await lab.TryAsync(customer, 0)).ShouldBe(ReserveStatus.Reserved); // no units always fit
        await lab.AssertBalancedAsync();
    }

    [Fact]
    public async Task A_void_and_the_end_of_a_lease_give_back_without_any_sweep()
    {
        await using var lab = new Lab(database);
        var customer = await lab.LimitedAsync(LimitPlans.Calls10 with { Amount = 2 });
        var first = await lab.ReservedAsync(customer, 1);
        await lab.ReservedAsync(customer, 1);
        (await lab.TryAsync(customer, 1)).ShouldBe(ReserveStatus.Denied);

        (await lab.VoidAsync(customer, first)).ShouldBe(VoidStatus.Voided);
        (await lab.VoidAsync(customer, first)).ShouldBe(VoidStatus.AlreadyVoided);
        (await lab.TalliesAsync(customer)).ShouldBe("requests 0+1");
        await lab.ReservedAsync(customer, 1);
        (await lab.TryAsync(customer, 1)).ShouldBe(ReserveStatus.Denied);

        lab.Time.Advance(TimeSpan.FromMinutes(2));
        (await lab.StatesAsync(customer)).ShouldBe("calls 0+0/2"); // read before anything swept
        (await lab.TalliesAsync(customer)).ShouldBe("requests 0+2");
        (await lab.TryAsync(customer, 1)).ShouldBe(ReserveStatus.Reserved);
        (await lab.TalliesAsync(customer)).ShouldBe("requests 0+1");
        await lab.AssertBalancedAsync();
    }

    [Fact]
    public async Task The_sweep_gives_back_what_nobody_touches_and_a_late_settle_still_counts_where_it_was_admitted()
    {
        await using var lab = new Lab(database);
        var customer = await lab.LimitedAsync(LimitPlans.Calls10, new("cost", Lab.Cost, LimitScope.Customer, LimitPeriod.Day, 100));
        var hold = await lab.ReservedAsync(customer, 30);
        lab.Time.MoveTo(new DateTimeOffset(2026, 11, 21, 0, 0, 0, TimeSpan.Zero)); // the day is over
        while (await lab.Engine.ExpireHoldsAsync(100, Lab.Token) > 0)
        {
        }
        (await lab.TalliesAsync(customer)).ShouldBe("ai_cost 0+0, requests 0+0");

        (await lab.SettleAsync(customer, hold, 25)).Status.ShouldBe(SettleStatus.PostedLate);

        (await lab.TalliesAsync(customer)).ShouldBe("ai_cost 25+0, requests 1+0");
        (await lab.StatesAsync(customer)).ShouldBe("calls 0+0/10, cost 0+0/100"); // of the new day
        await lab.AssertBalancedAsync();
    }

    [Fact]
    public async Task Consumes_are_refused_whole_and_records_never()
    {
        await using var lab = new Lab(database);
        var customer = await lab.LimitedAsync(
            LimitPlans.Calls10 with { Amount = 3 }, new("notes", Lab.Notes, LimitScope.Customer, LimitPeriod.Day, 10));
        MeterQuantity[] lines = [new(Lab.Cost, 5), new(Lab.Notes, 6)];

        (await lab.Engine.ConsumeAsync(Lab.Usage1(customer, lines), Lab.Token)).Status.ShouldBe(ReserveStatus.Reserved);
        var denied = await lab.Engine.ConsumeAsync(Lab.Usage1(customer, lines), Lab.Token);
        (denied.Status, denied.Denial!.Meter, denied.Denial.Used, denied.Denial.Requested)
            .ShouldBe((ReserveStatus.Denied, Lab.Notes, 6, 6));
        (await lab.BucketsAsync(customer)).ShouldBe("5+0/1000000");
        (await lab.TalliesAsync(customer)).ShouldBe("notes 6+0, requests 1+0");

        for (var i = 0; i < 3; i++) (await lab.Engine.RecordAsync(Lab.Usage1(customer, lines), Lab.Token)).Inserted.ShouldBeTrue();
        (await lab.TalliesAsync(customer)).ShouldBe("notes 24+0, requests 4+0");
        // without a unit that needs a bucket, too
        (await lab.Engine.ConsumeAsync(Lab.Usage1(customer), Lab.Token)).Denial!.Meter.ShouldBe(PlanLimit.Requests);
        await lab.AssertBalancedAsync();
    }

    [Fact]
    public async Task A_late_record_counts_in_the_period_in_which_it_occurred()
    {
        await using var lab = new Lab(database);
        var customer = await lab.LimitedAsync(LimitPlans.Calls10);
        var late = Lab.Usage1(customer) with { Event = new() { OccurredAt = Lab.Start.AddDays(-1) } };

        await lab.Engine.RecordAsync(late, Lab.Token);
        await lab.Engine.RecordAsync(Lab.Usage1(customer), Lab.Token);
        await lab.Engine.RecordAsync(late with { EventId = Guid.CreateVersion7() }, Lab.Token);

        (await lab.TalliesAsync(customer)).ShouldBe("requests 2+0, requests 1+0");
        await lab.AssertBalancedAsync();
    }

    [Fact]
    public async Task A_repeat_counts_once()
    {
        await using var lab = new Lab(database);
        var customer = await lab.LimitedAsync(LimitPlans.Calls10);
        var hold = Lab.Hold(customer, 1) with { IdempotencyKey = "k", RequestHash = Lab.Hash("a") };
        var usage = Lab.Usage1(customer, new MeterQuantity(Lab.Cost, 1));

        await lab.ReserveAsync(hold);
        (await lab.ReserveAsync(hold)).Status.ShouldBe(ReserveStatus.Reserved);
        (await lab.ReserveAsync(hold with { HoldId = Guid.CreateVersion7() })).Status.ShouldBe(ReserveStatus.InProgress);
        await lab.Engine.RecordAsync(usage, Lab.Token);
        (await lab.Engine.RecordAsync(usage, Lab.Token)).Inserted.ShouldBeFalse();

        (await lab.TalliesAsync(customer)).ShouldBe("requests 1+1");
        await lab.SettleAsync(customer, hold.HoldId, 1);
        await lab.SettleAsync(customer, hold.HoldId, 1);
        (await lab.TalliesAsync(customer)).ShouldBe("requests 2+0");
        await lab.AssertBalancedAsync();
    }

    [Fact]
    public async Task A_customer_without_limits_leaves_no_trace_of_them()
    {
        await using var lab = new Lab(database);
        var customer = await lab.CustomerAsync(100);
        await lab.SettleAsync(customer, await lab.ReservedAsync(customer, 10), 10);

        (await lab.TalliesAsync(customer)).ShouldBe("");
        (await lab.ScalarAsync<bool>($"select bool_and(tallies is null) from weir.holds where customer_id = '{customer}'"))
            .ShouldBeTrue();
        (await lab.ScalarAsync<bool>($"select bool_and(tallies is null) from weir.usage_events where customer_id = '{customer}'"))
            .ShouldBeTrue();
    }

    [Fact]
    public async Task The_audit_sees_a_tally_that_does_not_add_up()
    {
        await using var lab = new Lab(database);
        var customer = await lab.LimitedAsync(LimitPlans.Calls10);
        await lab.ReservedAsync(customer, 1);
        await lab.Engine.RecordAsync(Lab.Usage1(customer), Lab.Token);
        await lab.AssertBalancedAsync();

        await lab.SqlAsync($"update weir.tallies set held = 3, used = 4 where customer_id = '{customer}'");

        var found = (await lab.Auditor.CheckBooksAsync(Lab.Token)).Where(v => v.CustomerId == customer).ToList();
        found.Select(v => (v.Check, v.Expected, v.Found)).ShouldBe([("tally_held", "1", "3"), ("tally_used", "1", "4")], ignoreOrder: true);
        await lab.SqlAsync($"delete from weir.tallies where customer_id = '{customer}'");
        (await lab.Auditor.CheckBooksAsync(Lab.Token)).ShouldContain(v => v.CustomerId == customer && v.Check == "tally_held");
    }
}
