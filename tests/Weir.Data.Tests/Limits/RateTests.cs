using Weir.Core.Catalog;
using Weir.Core.Engine;
using Weir.Core.Errors;
using Weir.Data.Tests.Engine;

namespace Weir.Data.Tests.Limits;

public sealed class RateTests(EngineDatabase database) : IClassFixture<EngineDatabase>
{
    [Fact]
    public async Task Windows_are_fixed_and_aligned_to_the_epoch()
    {
        await using var lab = new Lab(database);
        var customer = await lab.LimitedAsync(LimitPlans.Rate(PlanLimit.Requests, 60, 2));
        lab.Time.MoveTo(Lab.Start.AddSeconds(59.999));
        await lab.ReservedAsync(customer, 1);
        await lab.ReservedAsync(customer, 1);

        var denial = (await lab.ReserveAsync(Lab.Hold(customer, 1))).Denial!;

        denial.Code.ShouldBe(ErrorCode.RateLimited);
        (denial.Meter, denial.HardLimit, denial.Held, denial.ResetsAt).ShouldBe(("requests", 2, 2, Lab.Start.AddSeconds(60)));
        lab.Time.MoveTo(Lab.Start.AddSeconds(60));
        await lab.ReservedAsync(customer, 1);
        (await lab.TalliesAsync(customer)).ShouldBe("requests 0+2, requests 0+1");
        await lab.AssertBalancedAsync();
    }

    [Fact]
    public async Task A_call_counts_in_the_window_in_which_it_was_admitted()
    {
        await using var lab = new Lab(database);
        var customer = await lab.LimitedAsync(LimitPlans.Rate(Lab.Cost, 10, 100));
        var hold = await lab.ReservedAsync(customer, 100);
        lab.Time.Advance(TimeSpan.FromSeconds(10));
        var other = await lab.ReservedAsync(customer, 60);

        await lab.SettleAsync(customer, hold, 90);
        await lab.SettleAsync(customer, other, 55);

        (await lab.TalliesAsync(customer)).ShouldBe("ai_cost 90+0, ai_cost 55+0");
        (await lab.StatesAsync(customer)).ShouldBe("ai_cost_rate 55+0/100");
        await lab.AssertBalancedAsync();
    }

    [Fact]
    public async Task Of_several_limits_the_one_that_stays_longest_is_named()
    {
        await using var lab = new Lab(database);
        var customer = await lab.LimitedAsync(
            LimitPlans.Rate(PlanLimit.Requests, 60, 1),
            LimitPlans.Calls10 with { Amount = 1 },
            new PlanLimit("month", PlanLimit.Requests, LimitScope.Customer, LimitPeriod.CalendarMonth, 2));
        await lab.ReservedAsync(customer, 1);

        var denial = (await lab.ReserveAsync(Lab.Hold(customer, 1))).Denial!;
        (denial.Code, denial.HardLimit, denial.ResetsAt).ShouldBe(
            (ErrorCode.QuotaExhausted, 1, new DateTimeOffset(2026, 11, 21, 0, 0, 0, TimeSpan.Zero)));

        lab.Time.MoveTo(new DateTimeOffset(2026, 11, 21, 0, 0, 0, TimeSpan.Zero));
        await lab.ReservedAsync(customer, 1); // the lease of the first is over: this is the only one that holds
        await lab.ReserveAsync(Lab.Hold(customer, 1));
        denial = (await lab.ReserveAsync(Lab.Hold(customer, 1))).Denial!;
        denial.ResetsAt.ShouldBe(new DateTimeOffset(2026, 11, 22, 0, 0, 0, TimeSpan.Zero));
    }

    [Fact]
    public async Task Windows_that_are_long_over_are_forgotten_and_what_holds_stays()
    {
        await using var lab = new Lab(database);
        var customer = await lab.LimitedAsync(LimitPlans.Rate(Lab.Cost, 60, 100), LimitPlans.Calls10);
        var hold = await lab.ReservedAsync(customer, 10);
        await lab.SettleAsync(customer, await lab.ReservedAsync(customer, 10), 10);
        lab.Time.Advance(TimeSpan.FromDays(3));
        Task<int> TrimAsync() => lab.ScalarAsync<int>($"select weir.trim_tallies('{lab.Time.GetUtcNow():O}', '2 days', 1000)");

        await TrimAsync();
        (await lab.TalliesAsync(customer)).ShouldBe("ai_cost 10+10, requests 1+1");
        await lab.SettleAsync(customer, hold, 20); // late
        await TrimAsync();

        (await lab.TalliesAsync(customer)).ShouldBe("requests 2+0");
        await lab.AssertBalancedAsync();
    }

    [Fact]
    public async Task A_late_settle_of_a_window_that_was_forgotten_is_not_lost()
    {
        await using var lab = new Lab(database);
        var customer = await lab.LimitedAsync(LimitPlans.Rate(Lab.Cost, 60, 100));
        var hold = await lab.ReservedAsync(customer, 10);
        await lab.VoidAsync(customer, hold);
        lab.Time.Advance(TimeSpan.FromDays(3));
        await lab.ScalarAsync<int>($"select weir.trim_tallies('{lab.Time.GetUtcNow():O}', '2 days', 1000)");

        (await lab.SettleAsync(customer, hold, 10)).Status.ShouldBe(SettleStatus.PostedLate);

        (await lab.BalanceAsync(customer)).Used.ShouldBe(10);
        await lab.AssertBalancedAsync();
    }
}
