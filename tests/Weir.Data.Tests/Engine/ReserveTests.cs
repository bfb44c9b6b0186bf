using Weir.Core.Engine;

namespace Weir.Data.Tests.Engine;

public sealed class ReserveTests(EngineDatabase database) : IClassFixture<EngineDatabase>
{
    [Fact]
    public async Task Holds_units_until_its_lease_ends()
    {
        await using var lab = new Lab(database);
        var customer = await lab.CustomerAsync(100);
        var operation = Lab.Hold(customer, 60);

        var result = await lab.ReserveAsync(operation);

        result.Status.ShouldBe(ReserveStatus.Reserved);
        result.HoldId.ShouldBe(operation.HoldId);
        result.ExpiresAt.ShouldBe(Lab.Start + operation.Lease);
        var balance = await lab.BalanceAsync(customer);
        (balance.Unit, balance.Granted, balance.Used, balance.Held, balance.HardLimit, balance.Remaining, balance.ResetsAt)
            .ShouldBe(("nano_usd", 100, 0, 60, 100, 40, null));
        await lab.AssertBalancedAsync();
    }

    [Fact]
    public async Task Is_denied_beyond_the_limit_with_the_numbers_behind_it()
    {
        await using var lab = new Lab(database);
        var customer = await lab.CustomerAsync();
        await lab.PlanAsync(customer, Lab.Cost, included: 100, hardLimit: 150, "calendar_month");
        await lab.SettleAsync(customer, await lab.ReservedAsync(customer, 70), 70);
        await lab.ReservedAsync(customer, 50);

        var result = await lab.ReserveAsync(Lab.Hold(customer, 31));

        result.Status.ShouldBe(ReserveStatus.Denied);
        var denial = result.Denial.ShouldNotBeNull();
        (denial.Scope, denial.Meter, denial.Granted, denial.Used, denial.Held, denial.Requested, denial.Remaining, denial.HardLimit)
            .ShouldBe(("customer", Lab.Cost, 100, 70, 50, 31, 30, 150));
        denial.ResetsAt.ShouldBe(new DateTimeOffset(2026, 12, 1, 0, 0, 0, TimeSpan.Zero));
        (await lab.ReserveAsync(Lab.Hold(customer, 30))).Status.ShouldBe(ReserveStatus.Reserved);
        await lab.AssertBalancedAsync();
    }

    [Fact]
    public async Task A_meter_twice_is_invalid_limited_or_not_and_says_nothing_of_limits()
    {
        await using var lab = new Lab(database);
        var customer = await lab.CustomerAsync(10);
        foreach (var lines in (MeterQuantity[][])
            [
                [new(Lab.Notes, 1), new(Lab.Notes, 1)],
                [new(Lab.Cost, 1), new(Lab.Generations, 1), new(Lab.Cost, 1)], // the second line would be denied
            ])
        {
            var result = await lab.ReserveAsync(Lab.Hold(customer, lines));
            (result.Status, result.Denial).ShouldBe((ReserveStatus.Invalid, null));
        }
        await lab.AssertBalancedAsync();
    }

    [Fact]
    public async Task Several_lines_are_all_or_nothing()
    {
        await using var lab = new Lab(database);
        var customer = await lab.CustomerAsync(100);
        await lab.GrantAsync(customer, Lab.Generations, 1);

        var denied = await lab.ReserveAsync(Lab.Hold(customer, new(Lab.Cost, 10), new(Lab.Generations, 2)));
        denied.Status.ShouldBe(ReserveStatus.Denied);
        denied.Denial!.Meter.ShouldBe(Lab.Generations);
        (await lab.BalanceAsync(customer)).Held.ShouldBe(0);

        (await lab.ReserveAsync(Lab.Hold(customer, new(Lab.Cost, 10), new(Lab.Generations, 1)))).Status
            .ShouldBe(ReserveStatus.Reserved);
        (await lab.BalanceAsync(customer)).Held.ShouldBe(10);
        (await lab.BalanceAsync(customer, Lab.Generations)).Held.ShouldBe(1);
    }

    [Fact]
    public async Task A_meter_that_needs_a_grant_and_has_none_is_denied()
    {
        await using var lab = new Lab(database);
        var customer = await lab.CustomerAsync();

        var result = await lab.ReserveAsync(Lab.Hold(customer, 1));

        result.Status.ShouldBe(ReserveStatus.Denied);
        var denial = result.Denial.ShouldNotBeNull();
        (denial.Granted, denial.Used, denial.Held, denial.Requested, denial.Remaining, denial.HardLimit, denial.ResetsAt)
            .ShouldBe((0, 0, 0, 1, 0, 0, null));
    }

    [Fact]
    public async Task A_meter_without_limit_needs_nothing()
    {
        await using var lab = new Lab(database);
        var customer = await lab.CustomerAsync();
        (await lab.ReserveAsync(Lab.Hold(customer, new MeterQuantity(Lab.Notes, 1_000_000)))).Status
            .ShouldBe(ReserveStatus.Reserved);
    }

    [Theory]
    [InlineData("nonsense", 1)]
    [InlineData(Lab.Cost, -1)]
    [InlineData(Lab.Notes, -1)]
    public async Task What_makes_no_sense_is_invalid(string meter, long quantity)
    {
        await using var lab = new Lab(database);
        var customer = await lab.CustomerAsync(100);
        (await lab.ReserveAsync(Lab.Hold(customer, new MeterQuantity(meter, quantity)))).Status.ShouldBe(ReserveStatus.Invalid);
        (await lab.ReserveAsync(Lab.Hold(customer, new(Lab.Cost, 1), new(meter, quantity)))).Status.ShouldBe(ReserveStatus.Invalid);
        (await lab.BalanceAsync(customer)).Held.ShouldBe(0);
    }

    [Fact]
    public async Task A_meter_twice_an_unknown_customer_or_no_lease_is_invalid()
    {
        await using var lab = new Lab(database);
        var customer = await lab.CustomerAsync(100);
        (await lab.ReserveAsync(Lab.Hold(customer, new(Lab.Cost, 1), new(Lab.Cost, 1)))).Status.ShouldBe(ReserveStatus.Invalid);
        (await lab.ReserveAsync(Lab.Hold(Guid.CreateVersion7(), 1))).Status.ShouldBe(ReserveStatus.Invalid);
        (await lab.ReserveAsync(Lab.Hold(customer, 1) with { Lease = TimeSpan.Zero })).Status.ShouldBe(ReserveStatus.Invalid);
        (await lab.ReserveAsync(Lab.Hold(customer, long.MaxValue))).Status.ShouldBe(ReserveStatus.Denied);
    }

    [Fact]
    public async Task Burns_by_priority_then_expiry_then_age_and_overage_last()
    {
        await using var lab = new Lab(database);
        var customer = await lab.CustomerAsync();
        await lab.GrantAsync(customer, Lab.Cost, 10, priority: 300);
        await lab.GrantAsync(customer, Lab.Cost, 10, priority: 100, until: Lab.Start.AddDays(60));
        lab.Time.Advance(TimeSpan.FromSeconds(1));
        await lab.GrantAsync(customer, Lab.Cost, 10, priority: 100, until: Lab.Start.AddDays(60));
        await lab.PlanAsync(customer, Lab.Cost, included: 10, hardLimit: 15, "calendar_month"); // 100, ends sooner

        await lab.ReservedAsync(customer, 5);
        (await lab.BucketsAsync(customer)).ShouldBe("0+5/10 0+0/10 0+0/10 0+0/10");
        await lab.ReservedAsync(customer, 12);
        (await lab.BucketsAsync(customer)).ShouldBe("0+10/10 0+7/10 0+0/10 0+0/10");
        await lab.ReservedAsync(customer, 24);
        (await lab.BucketsAsync(customer)).ShouldBe("0+11/10 0+10/10 0+10/10 0+10/10");
        (await lab.ReserveAsync(Lab.Hold(customer, 5))).Status.ShouldBe(ReserveStatus.Denied);
        await lab.ReservedAsync(customer, 4);
        (await lab.BucketsAsync(customer)).ShouldBe("0+15/10 0+10/10 0+10/10 0+10/10");
        await lab.AssertBalancedAsync();
    }

    [Fact]
    public async Task A_grant_counts_from_its_first_instant_until_before_its_last()
    {
        await using var lab = new Lab(database);
        var customer = await lab.CustomerAsync();
        await lab.GrantAsync(customer, Lab.Cost, 10, from: Lab.Start.AddHours(1), until: Lab.Start.AddHours(2));

        (await lab.ReserveAsync(Lab.Hold(customer, 1))).Status.ShouldBe(ReserveStatus.Denied);
        lab.Time.MoveTo(Lab.Start.AddHours(1));
        (await lab.ReserveAsync(Lab.Hold(customer, 1))).Status.ShouldBe(ReserveStatus.Reserved);
        lab.Time.MoveTo(Lab.Start.AddHours(2).AddMicroseconds(-1));
        (await lab.ReserveAsync(Lab.Hold(customer, 1))).Status.ShouldBe(ReserveStatus.Reserved);
        lab.Time.MoveTo(Lab.Start.AddHours(2));
        (await lab.ReserveAsync(Lab.Hold(customer, 1))).Status.ShouldBe(ReserveStatus.Denied);
    }

    [Fact]
    public async Task Limits_beyond_what_a_long_holds_do_not_overflow()
    {
        await using var lab = new Lab(database);
        var customer = await lab.CustomerAsync(long.MaxValue);
        await lab.GrantAsync(customer, Lab.Cost, long.MaxValue);
        await lab.ReservedAsync(customer, long.MaxValue);
        var balance = await lab.BalanceAsync(customer);
        (balance.Granted, balance.Held).ShouldBe((long.MaxValue, long.MaxValue));
        await lab.AssertBalancedAsync();
    }
}
