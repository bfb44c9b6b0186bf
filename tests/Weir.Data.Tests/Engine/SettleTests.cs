using Weir.Core.Engine;

namespace Weir.Data.Tests.Engine;

public sealed class SettleTests(EngineDatabase database) : IClassFixture<EngineDatabase>
{
    [Fact]
    public async Task Below_the_hold_the_rest_returns_to_the_very_buckets()
    {
        await using var lab = new Lab(database);
        var customer = await lab.CustomerAsync();
        await lab.GrantAsync(customer, Lab.Cost, 10, priority: 1, until: Lab.Start.AddDays(1));
        await lab.GrantAsync(customer, Lab.Cost, 100, priority: 2);
        var hold = await lab.ReservedAsync(customer, 30);
        (await lab.BucketsAsync(customer)).ShouldBe("0+10/10 0+20/100");

        var result = await lab.SettleAsync(customer, hold, 4);

        result.Status.ShouldBe(SettleStatus.Posted);
        result.Overrun.ShouldBeEmpty();
        result.Balances.Single().ShouldBe(new MeterBalance(Lab.Cost, "nano_usd", 110, 4, 0, 110, null));
        (await lab.BucketsAsync(customer)).ShouldBe("4+0/10 0+0/100");
        await lab.AssertBalancedAsync();
    }

    [Fact]
    public async Task What_returns_to_an_expired_grant_is_lost_not_longer_lived()
    {
        await using var lab = new Lab(database);
        var customer = await lab.CustomerAsync();
        await lab.GrantAsync(customer, Lab.Cost, 10, priority: 1, until: Lab.Start.AddMinutes(1));
        await lab.GrantAsync(customer, Lab.Cost, 100, priority: 2);
        var hold = await lab.ReservedAsync(customer, 10);
        lab.Time.Advance(TimeSpan.FromMinutes(1.5));

        (await lab.SettleAsync(customer, hold, 3)).Status.ShouldBe(SettleStatus.Posted);

        (await lab.BucketsAsync(customer)).ShouldBe("3+0/10 0+0/100");
        (await lab.BalanceAsync(customer)).Remaining.ShouldBe(100);
        await lab.AssertBalancedAsync();
    }

    [Fact]
    public async Task Above_the_hold_takes_what_limits_allow_and_the_rest_is_overrun()
    {
        await using var lab = new Lab(database);
        var customer = await lab.CustomerAsync(100);
        var hold = await lab.ReservedAsync(customer, 60);
        await lab.ReservedAsync(customer, 20);

        var result = await lab.SettleAsync(customer, hold, 95);

        result.Status.ShouldBe(SettleStatus.Posted);
        result.Overrun.ShouldBe([new MeterQuantity(Lab.Cost, 15)]);
        var balance = result.Balances.Single();
        (balance.Used, balance.Held, balance.Remaining).ShouldBe((95, 20, 0));
        (await lab.BucketsAsync(customer)).ShouldBe("80+20/100"); // the overrun is not in the bucket
        await lab.AssertBalancedAsync();
    }

    [Fact]
    public async Task An_overrun_reduces_what_is_admitted_next()
    {
        await using var lab = new Lab(database);
        var customer = await lab.CustomerAsync(100);
        var other = await lab.ReservedAsync(customer, 40);
        (await lab.SettleAsync(customer, await lab.ReservedAsync(customer, 60), 70)).Overrun.Single().Quantity.ShouldBe(10);
        (await lab.VoidAsync(customer, other)).ShouldBe(VoidStatus.Voided);

        var denied = await lab.ReserveAsync(Lab.Hold(customer, 31));
        denied.Denial.ShouldNotBeNull();
        (denied.Denial.Used, denied.Denial.Held, denied.Denial.Remaining).ShouldBe((70, 0, 30));
        await lab.ReservedAsync(customer, 30);
        await lab.AssertBalancedAsync();
    }

    [Fact]
    public async Task An_overrun_counts_until_its_period_ends()
    {
        await using var lab = new Lab(database);
        var customer = await lab.CustomerAsync();
        await lab.PlanAsync(customer, Lab.Cost, 100, 100, "day");
        (await lab.SettleAsync(customer, await lab.ReservedAsync(customer, 100), 150)).Overrun.Single().Quantity.ShouldBe(50);
        (await lab.BalanceAsync(customer)).Used.ShouldBe(150);

        lab.Time.MoveTo(new DateTimeOffset(2026, 11, 21, 0, 0, 0, TimeSpan.Zero));
        var balance = await lab.BalanceAsync(customer);
        (balance.Used, balance.Remaining, balance.ResetsAt).ShouldBe((0, 100, lab.Time.GetUtcNow().AddDays(1)));
        await lab.AssertBalancedAsync();
    }

    [Fact]
    public async Task A_meter_that_was_not_held_is_posted_too()
    {
        await using var lab = new Lab(database);
        var customer = await lab.CustomerAsync(100);
        var hold = await lab.ReservedAsync(customer, 10);

        var result = await lab.SettleAsync(
            customer, hold, new(Lab.Cost, 5), new(Lab.Generations, 1), new(Lab.Notes, 7));

        result.Overrun.ShouldBe([new MeterQuantity(Lab.Generations, 1)]);
        var page = await lab.Usage.PageEventsAsync(customer, null, null, 10, Lab.Token);
        page.Single().Lines.ShouldBe([new(Lab.Cost, 5), new(Lab.Generations, 1), new(Lab.Notes, 7)]);
        await lab.AssertBalancedAsync();
    }

    [Fact]
    public async Task Twice_has_one_effect()
    {
        await using var lab = new Lab(database);
        var customer = await lab.CustomerAsync(100);
        var hold = await lab.ReservedAsync(customer, 10);
        await lab.ReservedAsync(customer, 50); // whose units must not pay for a second settle
        var settle = new SettleOperation(customer, hold, Guid.CreateVersion7(), [new(Lab.Cost, 6)], new UsageEventDetails());

        (await lab.Engine.SettleAsync(settle, CancellationToken.None)).Status.ShouldBe(SettleStatus.Posted);
        var again = await lab.Engine.SettleAsync(settle, CancellationToken.None);
        (again.Status, again.EventId).ShouldBe((SettleStatus.AlreadyPosted, settle.EventId));
        var other = await lab.Engine.SettleAsync(settle with { EventId = Guid.CreateVersion7() }, CancellationToken.None);
        (other.Status, other.EventId).ShouldBe((SettleStatus.AlreadyPosted, settle.EventId));

        (await lab.BalanceAsync(customer)).Used.ShouldBe(6);
        (await lab.VoidAsync(customer, hold)).ShouldBe(VoidStatus.AlreadyPosted);
        await lab.AssertBalancedAsync();
    }

    /// <summary>How the hold ended before it was settled, what was used, and what a second settle says was used.</summary>
    [Theory]
    [InlineData("pending", 4, 9)]
    [InlineData("pending", 9, 4)]
    [InlineData("pending", 4, 40)]
    [InlineData("pending", 40, 4)]
    [InlineData("voided", 4, 9)]
    [InlineData("voided", 40, 4)]
    [InlineData("expired", 4, 9)]
    [InlineData("expired", 40, 4)]
    public async Task Twice_with_different_quantities_the_first_counts(string end, long first, long second)
    {
        await using var lab = new Lab(database);
        var customer = await lab.CustomerAsync(100);
        var hold = await lab.ReservedAsync(customer, 10);
        if (end == "voided") (await lab.VoidAsync(customer, hold)).ShouldBe(VoidStatus.Voided);
        if (end == "expired") lab.Time.Advance(TimeSpan.FromMinutes(2));

        var posted = await lab.SettleAsync(customer, hold, first);
        posted.Status.ShouldBe(end == "pending" ? SettleStatus.Posted : SettleStatus.PostedLate);
        var again = await lab.SettleAsync(customer, hold, second);

        (again.Status, again.EventId).ShouldBe((SettleStatus.AlreadyPosted, posted.EventId));
        again.Overrun.ShouldBeEmpty();
        (await lab.BucketsAsync(customer)).ShouldBe($"{first}+0/100");
        (await lab.Usage.PageEventsAsync(customer, null, null, 10, Lab.Token)).Single().Lines.ShouldBe([new(Lab.Cost, first)]);
        await lab.AssertBalancedAsync();
    }

    [Theory]
    [InlineData("posted")]
    [InlineData("voided")]
    [InlineData("expired")]
    public async Task Another_customer_learns_nothing_of_a_hold_that_has_ended(string end)
    {
        await using var lab = new Lab(database);
        var customer = await lab.CustomerAsync(100);
        var stranger = await lab.CustomerAsync(100);
        var hold = await lab.ReservedAsync(customer, 10);
        if (end == "posted") await lab.SettleAsync(customer, hold, 4);
        if (end == "voided") await lab.VoidAsync(customer, hold);
        if (end == "expired") lab.Time.Advance(TimeSpan.FromMinutes(2));
        var before = await lab.BucketsAsync(customer);

        (await lab.SettleAsync(stranger, hold, 10)).Status.ShouldBe(SettleStatus.NotFound);
        (await lab.VoidAsync(stranger, hold)).ShouldBe(VoidStatus.NotFound);

        (await lab.BucketsAsync(stranger)).ShouldBeOneOf("", "0+0/100");
        (await lab.BucketsAsync(customer)).ShouldBe(before);
        (await lab.ScalarAsync<long>($"select count(*) from weir.usage_events where customer_id = '{stranger}'")).ShouldBe(0);
        await lab.AssertBalancedAsync();
    }

    [Fact]
    public async Task After_a_void_it_is_recorded_late()
    {
        await using var lab = new Lab(database);
        var customer = await lab.CustomerAsync(100);
        var hold = await lab.ReservedAsync(customer, 60);
        (await lab.VoidAsync(customer, hold)).ShouldBe(VoidStatus.Voided);
        await lab.ReservedAsync(customer, 90);

        var result = await lab.SettleAsync(customer, hold, 60);

        result.Status.ShouldBe(SettleStatus.PostedLate);
        result.Overrun.ShouldBe([new MeterQuantity(Lab.Cost, 50)]);
        (await lab.BucketsAsync(customer)).ShouldBe("10+90/100");
        (await lab.SettleAsync(customer, hold, 60)).Status.ShouldBe(SettleStatus.AlreadyPosted);
        await lab.AssertBalancedAsync();
    }

    [Fact]
    public async Task After_the_lease_it_is_recorded_late_swept_or_not()
    {
        await using var lab = new Lab(database);
        var customer = await lab.CustomerAsync(100);
        var unswept = await lab.ReservedAsync(customer, 30);
        var swept = await lab.ReservedAsync(customer, 30);
        lab.Time.Advance(TimeSpan.FromMinutes(2));

        (await lab.SettleAsync(customer, unswept, 20)).Status.ShouldBe(SettleStatus.PostedLate);
        (await lab.SettleAsync(customer, swept, 25)).Status.ShouldBe(SettleStatus.PostedLate);

        (await lab.BucketsAsync(customer)).ShouldBe("45+0/100");
        await lab.AssertBalancedAsync();
    }

    [Fact]
    public async Task A_hold_of_one_period_settles_to_it()
    {
        await using var lab = new Lab(database);
        var customer = await lab.CustomerAsync();
        await lab.PlanAsync(customer, Lab.Cost, 100, 100, "calendar_month");
        lab.Time.MoveTo(new DateTimeOffset(2026, 11, 30, 23, 59, 59, TimeSpan.Zero));
        var hold = await lab.ReservedAsync(customer, 80);
        lab.Time.MoveTo(new DateTimeOffset(2026, 12, 1, 0, 0, 1, TimeSpan.Zero));
        await lab.ReservedAsync(customer, 100);

        (await lab.SettleAsync(customer, hold, 90)).Status.ShouldBe(SettleStatus.Posted);

        (await lab.BucketsAsync(customer)).ShouldBe("90+0/100 0+100/100");
        await lab.AssertBalancedAsync();
    }

    [Fact]
    public async Task Only_its_own_customer_can_end_a_hold()
    {
        await using var lab = new Lab(database);
        var customer = await lab.CustomerAsync(100);
        var stranger = await lab.CustomerAsync(100);
        var hold = await lab.ReservedAsync(customer, 10);

        (await lab.SettleAsync(stranger, hold, 10)).Status.ShouldBe(SettleStatus.NotFound);
        (await lab.VoidAsync(stranger, hold)).ShouldBe(VoidStatus.NotFound);
        (await lab.SettleAsync(customer, Guid.CreateVersion7(), 10)).Status.ShouldBe(SettleStatus.NotFound);
        (await lab.BalanceAsync(customer)).Held.ShouldBe(10);
        (await lab.BalanceAsync(stranger)).Used.ShouldBe(0);
    }

    [Fact]
    public async Task Settled_with_an_unknown_meter_it_throws_and_the_hold_stays()
    {
        await using var lab = new Lab(database);
        var customer = await lab.CustomerAsync(100);
        var hold = await lab.ReservedAsync(customer, 10);
        await Should.ThrowAsync<InvalidOperationException>(() => lab.SettleAsync(customer, hold, new MeterQuantity("nonsense", 1)));
        (await lab.SettleAsync(customer, hold, 10)).Status.ShouldBe(SettleStatus.Posted);
    }
}
