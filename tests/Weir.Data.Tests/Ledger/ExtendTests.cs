using Weir.Core.Engine;
using Weir.Data.Tests.Engine;

namespace Weir.Data.Tests.Ledger;

public sealed class ExtendTests(EngineDatabase database) : IClassFixture<EngineDatabase>
{
    private static readonly TimeSpan s_lease = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task Lengthens_the_lease_and_never_shortens_it()
    {
        await using var lab = new Lab(database);
        var customer = await lab.CustomerAsync(100);
        var hold = await lab.ReservedAsync(customer, 100);
        lab.Time.Advance(TimeSpan.FromMinutes(1));

        (await ExtendAsync(lab, customer, hold, s_lease)).ShouldBe(new ExtendResult(ExtendStatus.Extended, Lab.Start.AddMinutes(3)));
        (await ExtendAsync(lab, customer, hold, TimeSpan.FromSeconds(1)))
            .ShouldBe(new ExtendResult(ExtendStatus.Extended, Lab.Start.AddMinutes(3)));
        (await ExtendAsync(lab, customer, hold, null)).ShouldBe(new ExtendResult(ExtendStatus.Extended, Lab.Start.AddMinutes(3)));

        lab.Time.MoveTo(Lab.Start.AddMinutes(3).AddMicroseconds(-1));
        await lab.Engine.ExpireHoldsAsync(1000, Lab.Token);
        (await lab.BalanceAsync(customer)).Held.ShouldBe(100);
        (await lab.SettleAsync(customer, hold, 40)).Status.ShouldBe(SettleStatus.Posted);
        await lab.AssertBalancedAsync();
    }

    [Fact]
    public async Task A_lease_that_ended_cannot_be_extended_swept_or_not()
    {
        await using var lab = new Lab(database);
        var customer = await lab.CustomerAsync(100);
        var hold = await lab.ReservedAsync(customer, 100);
        lab.Time.Advance(s_lease);

        (await ExtendAsync(lab, customer, hold, s_lease)).Status.ShouldBe(ExtendStatus.AlreadyExpired);
        (await lab.BucketsAsync(customer)).ShouldBe("0+0/100");
    }

    [Fact]
    public async Task After_an_extension_the_lease_still_ends()
    {
        await using var lab = new Lab(database);
        var customer = await lab.CustomerAsync(100);
        var extended = await lab.ReservedAsync(customer, 10);
        await lab.ReservedAsync(customer, 20);
        lab.Time.Advance(TimeSpan.FromMinutes(1));
        await ExtendAsync(lab, customer, extended, s_lease);
        lab.Time.Advance(TimeSpan.FromMinutes(1));
        (await lab.ReserveAsync(Lab.Hold(customer, 90))).Status.ShouldBe(ReserveStatus.Reserved);
        (await lab.BucketsAsync(customer)).ShouldBe("0+100/100");
        lab.Time.Advance(TimeSpan.FromMinutes(1));
        (await lab.BalanceAsync(customer)).Held.ShouldBe(90);
        (await lab.ReserveAsync(Lab.Hold(customer, 10))).Status.ShouldBe(ReserveStatus.Reserved);
        await lab.AssertBalancedAsync();
    }

    [Fact]
    public async Task Grows_to_a_total_in_burn_order_so_that_a_repeat_is_harmless()
    {
        await using var lab = new Lab(database);
        var customer = await lab.CustomerAsync();
        await lab.GrantAsync(customer, Lab.Cost, 10, priority: 1);
        await lab.GrantAsync(customer, Lab.Cost, 10, priority: 2);
        await lab.GrantAsync(customer, Lab.Cost, 10, priority: 3);
        var hold = await lab.ReservedAsync(customer, 5);
        (await ExtendAsync(lab, customer, hold, null, 17)).Status.ShouldBe(ExtendStatus.Extended);
        (await lab.BucketsAsync(customer)).ShouldBe("0+10/10 0+7/10 0+0/10");
        (await ExtendAsync(lab, customer, hold, null, 17)).Status.ShouldBe(ExtendStatus.Extended);
        (await ExtendAsync(lab, customer, hold, null, 3)).Status.ShouldBe(ExtendStatus.Extended);
        (await lab.BucketsAsync(customer)).ShouldBe("0+10/10 0+7/10 0+0/10");
        (await lab.ScalarAsync<int>($"select cardinality(lines) from weir.holds where hold_id = '{hold}'")).ShouldBe(2);

        await lab.SettleAsync(customer, hold, 12);
        (await lab.BucketsAsync(customer)).ShouldBe("10+0/10 2+0/10 0+0/10");
        await lab.AssertBalancedAsync();
    }

    [Fact]
    public async Task Is_denied_beyond_the_limit_and_leaves_the_hold_as_it_was()
    {
        await using var lab = new Lab(database);
        var customer = await lab.CustomerAsync();
        await lab.PlanAsync(customer, Lab.Cost, included: 100, hardLimit: 150, "calendar_month");
        await lab.GrantAsync(customer, Lab.Generations, 5);
        await lab.SettleAsync(customer, await lab.ReservedAsync(customer, 30), 30);
        var hold = await lab.ReservedAsync(customer, new(Lab.Cost, 40), new(Lab.Generations, 1));
        await lab.ReservedAsync(customer, 20);
        lab.Time.Advance(TimeSpan.FromMinutes(1));

        var denied = await lab.Engine.ExtendAsync(
            new(customer, hold, s_lease, [new(Lab.Generations, 5), new(Lab.Cost, 101)]), Lab.Token);

        denied.Status.ShouldBe(ExtendStatus.Denied);
        denied.ExpiresAt.ShouldBeNull();
        var denial = denied.Denial.ShouldNotBeNull();
        (denial.Meter, denial.Granted, denial.Used, denial.Held, denial.Requested, denial.Remaining, denial.HardLimit, denial.ResetsAt)
            .ShouldBe((Lab.Cost, 100, 30, 60, 61, 60, 150, new DateTimeOffset(2026, 12, 1, 0, 0, 0, TimeSpan.Zero)));
        (await lab.BalanceAsync(customer, Lab.Generations)).Held.ShouldBe(1);
        (await lab.ScalarAsync<bool>($"select expires_at = '{Lab.Start.AddMinutes(2):O}' from weir.holds where hold_id = '{hold}'"))
            .ShouldBeTrue();

        (await ExtendAsync(lab, customer, hold, s_lease, 100)).Status.ShouldBe(ExtendStatus.Extended);
        (await lab.BucketsAsync(customer)).ShouldBe("30+120/100");
        // What it already holds needs no room.
        (await ExtendAsync(lab, customer, hold, s_lease, 100)).Status.ShouldBe(ExtendStatus.Extended);
        await lab.AssertBalancedAsync();
    }

    [Fact]
    public async Task An_overrun_leaves_less_to_grow_by()
    {
        await using var lab = new Lab(database);
        var customer = await lab.CustomerAsync(10);
        var hold = await lab.ReservedAsync(customer, 5);
        await lab.Engine.RecordAsync(Lab.Usage1(customer, new MeterQuantity(Lab.Cost, 7)), Lab.Token);
        await lab.GrantAsync(customer, Lab.Cost, 10);
        (await ExtendAsync(lab, customer, hold, null, 14)).Status.ShouldBe(ExtendStatus.Denied);
        (await ExtendAsync(lab, customer, hold, null, 13)).Status.ShouldBe(ExtendStatus.Extended);
        (await lab.BalanceAsync(customer)).Remaining.ShouldBe(0);
        await lab.AssertBalancedAsync();
    }

    [Fact]
    public async Task Grows_from_the_period_of_now_and_gives_back_to_the_very_buckets()
    {
        await using var lab = new Lab(database);
        var customer = await lab.CustomerAsync();
        await lab.PlanAsync(customer, Lab.Cost, included: 10, hardLimit: 10, "day");
        lab.Time.MoveTo(new DateTimeOffset(2026, 11, 20, 23, 59, 0, TimeSpan.Zero));
        var hold = await lab.ReservedAsync(customer, 6);
        lab.Time.Advance(TimeSpan.FromMinutes(1));

        (await ExtendAsync(lab, customer, hold, s_lease, 16)).Status.ShouldBe(ExtendStatus.Extended);
        (await lab.BucketsAsync(customer)).ShouldBe("0+6/10 0+10/10");
        await lab.SettleAsync(customer, hold, 9);
        (await lab.BucketsAsync(customer)).ShouldBe("6+0/10 3+0/10");
        await lab.AssertBalancedAsync();
    }

    [Fact]
    public async Task Says_how_a_hold_ended_and_whose_it_is_not()
    {
        await using var lab = new Lab(database);
        var customer = await lab.CustomerAsync(100);
        var other = await lab.CustomerAsync(100);
        var posted = await lab.ReservedAsync(customer, 1);
        await lab.SettleAsync(customer, posted, 1);
        var voided = await lab.ReservedAsync(customer, 1);
        await lab.VoidAsync(customer, voided);
        var late = await lab.ReservedAsync(customer, 1);
        await lab.VoidAsync(customer, late);
        await lab.SettleAsync(customer, late, 1);
        var pending = await lab.ReservedAsync(customer, 1);

        (await ExtendAsync(lab, customer, posted, s_lease, 5)).Status.ShouldBe(ExtendStatus.AlreadyPosted);
        (await ExtendAsync(lab, customer, voided, s_lease, 5)).Status.ShouldBe(ExtendStatus.AlreadyVoided);
        (await ExtendAsync(lab, customer, late, s_lease, 5)).Status.ShouldBe(ExtendStatus.AlreadyPosted);
        (await ExtendAsync(lab, other, pending, s_lease, 5)).Status.ShouldBe(ExtendStatus.NotFound);
        (await ExtendAsync(lab, customer, Guid.CreateVersion7(), s_lease, 5)).Status.ShouldBe(ExtendStatus.NotFound);
        (await ExtendAsync(lab, Guid.CreateVersion7(), pending, s_lease)).Status.ShouldBe(ExtendStatus.Invalid);
        (await ExtendAsync(lab, customer, pending, TimeSpan.FromSeconds(-1))).Status.ShouldBe(ExtendStatus.Invalid);
        (await ExtendAsync(lab, customer, pending, null, -1)).Status.ShouldBe(ExtendStatus.Invalid);
        (await lab.Engine.ExtendAsync(new(customer, pending, null, [new("nothing", 1)]), Lab.Token)).Status
            .ShouldBe(ExtendStatus.Invalid);
        (await lab.Engine.ExtendAsync(new(customer, pending, null, [new(Lab.Notes, 1), new(Lab.Notes, 1)]), Lab.Token)).Status
            .ShouldBe(ExtendStatus.Invalid);
        var twice = await lab.Engine.ExtendAsync(
            new(customer, pending, null, [new(Lab.Cost, 10_000), new(Lab.Cost, 1)]), Lab.Token);
        (twice.Status, twice.Denial).ShouldBe((ExtendStatus.Invalid, null));
        (await lab.Engine.ExtendAsync(new(customer, pending, null, [new(Lab.Notes, 1)]), Lab.Token)).Status
            .ShouldBe(ExtendStatus.Extended);
        await lab.AssertBalancedAsync();
    }

    /// <summary>One batch with every kind of operation: what ends runs first, and what two ask of one hold adds up once.</summary>
    [Fact]
    public async Task Several_in_one_batch_grow_one_hold_once()
    {
        await using var lab = new Lab(database);
        var customer = await lab.CustomerAsync(20);
        var hold = await lab.ReservedAsync(customer, 5);

        var status = await lab.ScalarAsync<string>($"""
            select string_agg(status || coalesce(' ' || requested, ''), ', ' order by op)
            from weir.extend('{Lab.Start.AddSeconds(1):O}', array_fill('{customer}'::uuid, array[4]),
              array_fill('{hold}'::uuid, array[4]), array[1000, 600000, null, 5],
              array[1, 2, 3, 4], array_fill('ai_cost'::text, array[4]), array[8, 12, 21, 20])
            """);

        status.ShouldBe("extended, extended, denied 9, extended");
        (await lab.BucketsAsync(customer)).ShouldBe("0+20/20");
        (await lab.ScalarAsync<bool>($"select expires_at = '{Lab.Start.AddSeconds(601):O}' from weir.holds where hold_id = '{hold}'"))
            .ShouldBeTrue();
        await lab.AssertBalancedAsync();
    }

    [Fact]
    public async Task Racing_with_reserves_and_settles_it_oversells_nothing()
    {
        await using var lab = new Lab(database);
        await using var other = new Data.Engine.EngineClient(lab.Database.Weir, lab.Time);
        var customer = await lab.CustomerAsync(200);
        var holds = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => lab.ReservedAsync(customer, 5)));

        var grown = await Task.WhenAll(holds.SelectMany((hold, i) => Enumerable.Range(0, 5).Select(async round =>
        {
            var engine = (i + round) % 2 == 0 ? lab.Engine : other;
            if (round == 4 && i % 4 == 0) await engine.SettleAsync(new(customer, hold, Guid.CreateVersion7(), [new(Lab.Cost, 3)], new()), Lab.Token);
            return await engine.ExtendAsync(new(customer, hold, s_lease, [new(Lab.Cost, 5 + (4 * (round + 1)))]), Lab.Token);
        })));

        grown.Select(g => g.Status).Distinct().ShouldBeSubsetOf([ExtendStatus.Extended, ExtendStatus.Denied, ExtendStatus.AlreadyPosted]);
        var balance = await lab.BalanceAsync(customer);
        (balance.Used + balance.Held).ShouldBeLessThanOrEqualTo(200);
        (await lab.ScalarAsync<decimal>($"""
            select sum(l.quantity) from weir.holds as h cross join unnest(h.lines) as l
            where h.customer_id = '{customer}' and h.state = 'pending'
            """)).ShouldBe(balance.Held);
        await lab.AssertBalancedAsync();
    }

    private static Task<ExtendResult> ExtendAsync(Lab lab, Guid customer, Guid hold, TimeSpan? lease, long? cost = null) =>
        lab.Engine.ExtendAsync(
            new(customer, hold, lease, cost is { } total ? [new(Lab.Cost, total)] : []), Lab.Token).AsTask();
}
