using Weir.Core.Accounts;
using Weir.Core.Engine;
using Weir.Core.Errors;
using Weir.Data.Limits;
using Weir.Data.Tests.Engine;

namespace Weir.Data.Tests.Limits;

public sealed class SpendCapTests(EngineDatabase database) : IClassFixture<EngineDatabase>
{
    [Fact]
    public async Task A_cap_is_where_overage_stops_and_says_so()
    {
        await using var lab = new Lab(database);
        var customer = await PaygAsync(lab);
        (await CapAsync(lab, customer, 20)).ShouldBe(SpendCapOutcome.Set);

        await lab.ReservedAsync(customer, 120);
        var denial = (await lab.ReserveAsync(Lab.Hold(customer, 1))).Denial!;

        (denial.Code, denial.Granted, denial.Held, denial.HardLimit, denial.Remaining)
            .ShouldBe((ErrorCode.SpendCapReached, 100, 120, 120, 0));
        denial.ResetsAt.ShouldBe(new DateTimeOffset(2026, 12, 1, 0, 0, 0, TimeSpan.Zero));
        // 180 are the plan's: beyond them no cap could help
        (await lab.ReserveAsync(Lab.Hold(customer, 60))).Denial!.Code.ShouldBe(ErrorCode.SpendCapReached);
        (await lab.ReserveAsync(Lab.Hold(customer, 61))).Denial!.Code.ShouldBe(ErrorCode.QuotaExhausted);
        await lab.AssertBalancedAsync();
    }

    [Fact]
    public async Task Pay_as_you_go_off_stops_at_what_is_included()
    {
        await using var lab = new Lab(database);
        var customer = await PaygAsync(lab);
        await CapAsync(lab, customer, 0);

        await lab.ReservedAsync(customer, 100);
        (await lab.ReserveAsync(Lab.Hold(customer, 1))).Denial!.Code.ShouldBe(ErrorCode.SpendCapReached);
        var consumed = await lab.Engine.ConsumeAsync(Lab.Usage1(customer, new MeterQuantity(Lab.Cost, 1)), Lab.Token);
        consumed.Denial!.Code.ShouldBe(ErrorCode.SpendCapReached);

        await lab.GrantAsync(customer, Lab.Cost, 30); // bought, so it is no overage
        await lab.ReservedAsync(customer, 30);
        (await lab.ReserveAsync(Lab.Hold(customer, 1))).Status.ShouldBe(ReserveStatus.Denied);
        await lab.AssertBalancedAsync();
    }

    [Fact]
    public async Task A_cap_below_what_is_used_and_held_admits_nothing_and_what_returns_opens_nothing()
    {
        await using var lab = new Lab(database);
        var customer = await PaygAsync(lab);
        await lab.SettleAsync(customer, await lab.ReservedAsync(customer, 130), 130);
        var hold = await lab.ReservedAsync(customer, 40);

        await CapAsync(lab, customer, 10);

        var balance = await lab.BalanceAsync(customer);
        (balance.Used, balance.Held, balance.Remaining).ShouldBe((130, 40, 0));
        await lab.VoidAsync(customer, hold);
        balance = await lab.BalanceAsync(customer);
        (balance.Used, balance.Held, balance.Remaining).ShouldBe((130, 0, 0));
        (await lab.ReserveAsync(Lab.Hold(customer, 1))).Denial!.Code.ShouldBe(ErrorCode.SpendCapReached);
        // what was bought is not eaten up by what was used before
        await lab.GrantAsync(customer, Lab.Cost, 30);
        await lab.ReservedAsync(customer, 30);
        await lab.AssertBalancedAsync();
    }

    [Fact]
    public async Task A_hold_of_before_the_cap_settles_as_it_was_admitted()
    {
        await using var lab = new Lab(database);
        var customer = await PaygAsync(lab);
        var hold = await lab.ReservedAsync(customer, 150);
        await CapAsync(lab, customer, 0);

        (await lab.SettleAsync(customer, hold, 150)).Overrun.ShouldBeEmpty();

        (await lab.BucketsAsync(customer)).ShouldBe("150+0/100");
        await lab.AssertBalancedAsync();
    }

    [Fact]
    public async Task Raised_or_taken_away_it_opens_at_once_and_it_holds_in_the_next_period()
    {
        await using var lab = new Lab(database);
        var customer = await PaygAsync(lab);
        await CapAsync(lab, customer, 0);
        await lab.ReservedAsync(customer, 100);

        await CapAsync(lab, customer, 5);
        await lab.ReservedAsync(customer, 5);
        (await lab.TryAsync(customer, 1)).ShouldBe(ReserveStatus.Denied);
        (await CapAsync(lab, customer, null)).ShouldBe(SpendCapOutcome.Removed);
        await lab.ReservedAsync(customer, 75);
        (await lab.ReserveAsync(Lab.Hold(customer, 1))).Denial!.Code.ShouldBe(ErrorCode.QuotaExhausted);

        await CapAsync(lab, customer, 7);
        lab.Time.MoveTo(new DateTimeOffset(2026, 12, 1, 0, 0, 0, TimeSpan.Zero));
        (await lab.BalanceAsync(customer)).HardLimit.ShouldBe(107);
        await lab.ReservedAsync(customer, 107);
        (await lab.TryAsync(customer, 1)).ShouldBe(ReserveStatus.Denied);
        await lab.AssertBalancedAsync();
    }

    [Fact]
    public async Task A_cap_above_the_plans_overage_changes_nothing()
    {
        await using var lab = new Lab(database);
        var customer = await PaygAsync(lab);
        await CapAsync(lab, customer, 500);

        await lab.ReservedAsync(customer, 180);
        (await lab.ReserveAsync(Lab.Hold(customer, 1))).Denial!.Code.ShouldBe(ErrorCode.QuotaExhausted);
    }

    [Fact]
    public async Task Caps_are_listed_and_refused_for_what_does_not_exist()
    {
        await using var lab = new Lab(database);
        var customer = await PaygAsync(lab);
        var caps = new SpendCapStore(lab.Database.Weir, lab.Time);

        (await caps.SetAsync(Guid.CreateVersion7(), Lab.Cost, 1, Lab.Token)).ShouldBe(SpendCapOutcome.UnknownCustomer);
        (await caps.SetAsync(customer, "nonsense", 1, Lab.Token)).ShouldBe(SpendCapOutcome.UnknownMeter);
        (await caps.SetAsync(customer, Lab.Notes, 1, Lab.Token)).ShouldBe(SpendCapOutcome.UnknownMeter); // takes no allowance
        await Should.ThrowAsync<ArgumentOutOfRangeException>(() => caps.SetAsync(customer, Lab.Cost, -1, Lab.Token));
        await caps.SetAsync(customer, Lab.Cost, 12, Lab.Token);
        lab.Time.Advance(TimeSpan.FromHours(1));
        await caps.SetAsync(customer, Lab.Cost, 12, Lab.Token);

        (await caps.ListAsync(customer, Lab.Token)).ShouldBe([new SpendCap(Lab.Cost, "nano_usd", 12, 80, Lab.Start)]);
    }

    [Fact]
    public async Task Caps_that_change_while_calls_race_are_never_passed()
    {
        await using var lab = new Lab(database);
        await using var other = new Data.Engine.EngineClient(lab.Database.Weir, lab.Time);
        var customer = await PaygAsync(lab);
        await CapAsync(lab, customer, 10);
        var admitted = 0;

        await Task.WhenAll(
            Task.WhenAll(Enumerable.Range(0, 40).Select(async client =>
            {
                for (var i = 0; i < 10; i++)
                {
                    var result = await (client % 2 == 0 ? lab.Engine : other).ReserveAsync(Lab.Hold(customer, 1), Lab.Token);
                    if (result.Status == ReserveStatus.Reserved) Interlocked.Increment(ref admitted);
                }
            })),
            CapsAsync());

        admitted.ShouldBeInRange(100, 110);
        while (await lab.TryAsync(customer, 1) == ReserveStatus.Reserved) admitted++;
        admitted.ShouldBe(110);
        await lab.AssertBalancedAsync();

        async Task CapsAsync()
        {
            for (var i = 0; i < 10; i++) await CapAsync(lab, customer, i % 2 == 0 ? 0 : 10);
        }
    }

    /// <summary>100 included, 80 overage each calendar month.</summary>
    private static async Task<Guid> PaygAsync(Lab lab)
    {
        var customer = await lab.CustomerAsync();
        await lab.PlanAsync(customer, Lab.Cost, 100, 180, "calendar_month");
        return customer;
    }

    private static Task<SpendCapOutcome> CapAsync(Lab lab, Guid customer, long? amount) =>
        new SpendCapStore(lab.Database.Weir, lab.Time).SetAsync(customer, Lab.Cost, amount, Lab.Token);
}
