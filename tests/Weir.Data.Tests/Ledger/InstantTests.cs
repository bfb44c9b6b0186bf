using Weir.Core.Engine;
using Weir.Data.Tests.Engine;
using Weir.Testing;

namespace Weir.Data.Tests.Ledger;

/// <summary>What happens at one instant, and a microsecond beside it: periods that renew, grants that begin, end, are revoked.</summary>
public sealed class InstantTests(EngineDatabase database) : IClassFixture<EngineDatabase>
{
    private static readonly DateTimeOffset s_instant = new(2026, 12, 1, 0, 0, 0, TimeSpan.Zero);

    public static TheoryData<string> Orders => [.. Permutations("abcd")];

    /// <summary>Priority before expiry before age, and a microsecond is enough to decide; equal in all, the order is still one.</summary>
    [Theory]
    [InlineData(1, 2, 0, 0, 0, 0, "10 2")]
    [InlineData(2, 1, 0, 0, 0, 0, "2 10")]
    [InlineData(1, 1, 0, 1, 1, 0, "10 2")]
    [InlineData(1, 1, 1, 0, 0, 1, "2 10")]
    [InlineData(1, 1, 0, 0, 0, 1, "10 2")]
    [InlineData(1, 1, 0, 0, 1, 0, "2 10")]
    [InlineData(1, 2, 1, 0, 1, 0, "10 2")]
    public async Task A_microsecond_decides_the_burn_order(
        int priority, int otherPriority, int endsLater, int otherEndsLater, int youngerBy, int otherYoungerBy, string used)
    {
        await using var lab = new Lab(database);
        var customer = await lab.CustomerAsync();
        var end = Lab.Start.AddDays(1);
        var grants = new List<Guid>();
        foreach (var (p, later, younger) in new[] { (priority, endsLater, youngerBy), (otherPriority, otherEndsLater, otherYoungerBy) })
        {
            lab.Time.MoveTo(Lab.Start.AddMicroseconds(younger));
            grants.Add(await lab.GrantAsync(customer, Lab.Cost, 10, p, from: Lab.Start, until: end.AddMicroseconds(later)));
        }
        lab.Time.MoveTo(Lab.Start.AddMinutes(1));

        await ConsumeAsync(lab, customer, 12);

        var byGrant = await UsedAsync(lab, customer);
        string.Join(' ', grants.Select(g => byGrant[g])).ShouldBe(used);
    }

    [Fact]
    public async Task Grants_that_are_equal_in_everything_burn_in_one_order_whatever_touched_them_first()
    {
        await using var lab = new Lab(database);
        var customer = await lab.CustomerAsync();
        for (var i = 0; i < 6; i++) await lab.GrantAsync(customer, Lab.Cost, 10);
        await ConsumeAsync(lab, customer, 35);
        var used = await UsedAsync(lab, customer);
        used.OrderBy(u => u.Key).Select(u => u.Value).ShouldBe([10, 10, 10, 5, 0, 0]);
    }

    /// <summary>
    /// At the instant a day begins (a), a grant ends (b), another begins (c), and one lives for just a microsecond on either
    /// side (d). Whatever the order in which they were given, each instant uses the same units of the same grants.
    /// </summary>
    [Theory]
    [MemberData(nameof(Orders))]
    public async Task Reset_grant_and_expiry_at_one_instant_do_not_depend_on_the_order_in_which_they_came(string order)
    {
        await using var lab = new Lab(database);
        var customer = await lab.CustomerAsync();
        var grants = new Dictionary<Guid, char>();
        foreach (var kind in order)
        {
            grants[kind switch
            {
                'a' => await DailyGrantAsync(lab, customer, 4),
                'b' => await lab.GrantAsync(customer, Lab.Cost, 3, priority: 1, until: s_instant),
                'c' => await lab.GrantAsync(customer, Lab.Cost, 5, priority: 2, from: s_instant),
                _ => await lab.GrantAsync(
                    customer, Lab.Cost, 2, priority: 3, from: s_instant.AddMicroseconds(-1), until: s_instant.AddMicroseconds(1)),
            }] = kind;
        }

        var seen = new List<string>();
        foreach (var (microseconds, units) in new[] { (-2, 1), (-1, 7), (0, 6), (1, 3) })
        {
            lab.Time.MoveTo(s_instant.AddMicroseconds(microseconds));
            var room = (await lab.BalanceAsync(customer)).Remaining;
            await ConsumeAsync(lab, customer, units);
            (await lab.ReserveAsync(Lab.Hold(customer, room - units + 1))).Status.ShouldBe(ReserveStatus.Denied);
            var used = (await UsedAsync(lab, customer)).ToDictionary(u => grants[u.Key], u => u.Value);
            seen.Add($"{room}: {string.Join(' ', used.OrderBy(u => u.Key).Select(u => $"{u.Key}{u.Value}"))}");
        }

        // Before: b and yesterday's a. A microsecond before: d too. At the instant: a anew, c, what is left of d; no b. After: no d.
        seen.ShouldBe(["7: a0 b1 c0 d0", "8: a3 b3 c0 d2", "9: a4 b3 c5 d2", "3: a7 b3 c5 d2"]);
        await lab.AssertBalancedAsync();
    }

    /// <summary>Settle (a), revoke (b), sweep (c) and a first touch of the new period (d), all at the instant, in every order.</summary>
    [Theory]
    [MemberData(nameof(Orders))]
    public async Task Settle_revoke_sweep_and_reset_at_one_instant_end_alike_in_every_order(string order)
    {
        await using var lab = new Lab(database);
        var customer = await lab.CustomerAsync();
        lab.Time.MoveTo(s_instant.AddMinutes(-1));
        await DailyGrantAsync(lab, customer, 4);
        var bought = await lab.GrantAsync(customer, Lab.Cost, 10);
        var hold = await lab.ReservedAsync(customer, 9);
        await lab.ReserveAsync(Lab.Hold(customer, 2) with { Lease = TimeSpan.FromMinutes(1) });
        lab.Time.MoveTo(s_instant);

        foreach (var step in order)
        {
            switch (step)
            {
                case 'a':
                    (await lab.SettleAsync(customer, hold, 6)).Status.ShouldBe(SettleStatus.Posted);
                    break;
                case 'b':
                    await lab.Grants.RevokeAsync(customer, bought, Lab.Token);
                    break;
                case 'c':
                    await lab.Engine.ExpireHoldsAsync(1000, Lab.Token);
                    break;
                default:
                    await ConsumeAsync(lab, customer, 1);
                    break;
            }
        }

        // Yesterday's four, the new day's one; two of the ten, the rest of which is breakage.
        (await lab.BucketsAsync(customer)).ShouldBe("4+0/4 1+0/4 2+0/10");
        (await lab.BalanceAsync(customer)).Remaining.ShouldBe(3);
        await lab.AssertBalancedAsync();
    }

    /// <summary>
    /// Of a day, a month, a lifetime and a purchase: the day and the month end while it is held. What is not used goes back to
    /// each; where it ended, it is breakage, and what was bought is whole.
    /// </summary>
    [Fact]
    public async Task A_hold_over_many_periods_gives_back_to_the_very_buckets()
    {
        await using var lab = new Lab(database);
        var customer = await lab.CustomerAsync();
        lab.Time.MoveTo(s_instant.AddMinutes(-1));
        await DailyGrantAsync(lab, customer, 4, priority: 1);
        await DailyGrantAsync(lab, customer, 4, priority: 2, period: "calendar_month");
        await DailyGrantAsync(lab, customer, 4, priority: 3, period: "lifetime");
        await lab.GrantAsync(customer, Lab.Cost, 8, priority: 4);
        var hold = await lab.ReservedAsync(customer, 15);
        var other = await lab.ReservedAsync(customer, 2);
        (await lab.BucketsAsync(customer)).ShouldBe("0+4/4 0+4/4 0+4/4 0+5/8");
        lab.Time.MoveTo(s_instant);
        (await lab.BalanceAsync(customer)).Remaining.ShouldBe(4 + 4 + 0 + 3);

        await lab.SettleAsync(customer, hold, 6);

        (await lab.BucketsAsync(customer)).ShouldBe("4+0/4 2+0/4 0+0/4 0+2/8");
        (await lab.BalanceAsync(customer)).Remaining.ShouldBe(4 + 4 + 4 + 6);
        await lab.VoidAsync(customer, other);
        (await lab.BalanceAsync(customer)).Remaining.ShouldBe(4 + 4 + 4 + 8);
        await lab.AssertBalancedAsync();
    }

    private static async Task ConsumeAsync(Lab lab, Guid customer, long units) =>
        (await lab.Engine.ConsumeAsync(Lab.Usage1(customer, new MeterQuantity(Lab.Cost, units)), Lab.Token)).Status
            .ShouldBe(ReserveStatus.Reserved);

    /// <summary>A recurring grant as a plan gives it, beside others of its kind.</summary>
    private static async Task<Guid> DailyGrantAsync(Lab lab, Guid customer, long amount, int priority = 100, string period = "day")
    {
        var id = Guid.CreateVersion7();
        await lab.SqlAsync($"""
            insert into weir.plans (plan_code, plan_version, name, created_at) values ('instants', 1, 'Plan', '{Lab.Start:O}')
              on conflict do nothing;
            insert into weir.subscriptions
                (customer_id, subscription_id, plan_code, plan_version, status, anchor_at, started_at, ended_at, source)
              values ('{customer}', '{id}', 'instants', 1, 'canceled', '{Lab.Start:O}', '{Lab.Start:O}', '{Lab.Start:O}', 'test');
            insert into weir.grants (customer_id, grant_id, meter, source, subscription_id, priority, amount, period, anchor_at,
                effective_at, created_at)
              values ('{customer}', '{id}', '{Lab.Cost}', 'plan', '{id}', {priority}, {amount}, '{period}', '{Lab.Start:O}',
                '{Lab.Start:O}', '{lab.Time.GetUtcNow():O}')
            """);
        return id;
    }

    /// <summary>By grant, over all its periods.</summary>
    private static async Task<Dictionary<Guid, long>> UsedAsync(Lab lab, Guid customer) => (await Sql.ListAsync(
        lab.Database.Superuser,
        $"""
        select g.grant_id || ' ' || coalesce(sum(b.used), 0) from weir.grants as g
        left join weir.buckets as b using (customer_id, grant_id)
        where g.customer_id = '{customer}' group by g.grant_id
        """,
        Lab.Token)).Select(row => row.Split(' ')).ToDictionary(row => Guid.Parse(row[0]), row => long.Parse(row[1], null));

    private static IEnumerable<string> Permutations(string letters) => letters.Length <= 1
        ? [letters]
        : letters.SelectMany((letter, i) => Permutations(letters.Remove(i, 1)).Select(rest => letter + rest));
}
