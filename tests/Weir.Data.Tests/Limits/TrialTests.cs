using Weir.Core.Accounts;
using Weir.Core.Engine;
using Weir.Data.Accounts;
using Weir.Data.Catalogs;
using Weir.Testing;
using static Weir.Data.Tests.Limits.PlanWorld;

namespace Weir.Data.Tests.Limits;

public sealed class TrialTests
{
    private static readonly DateTimeOffset s_end = Start.AddDays(14);

    [Fact]
    public async Task A_trial_gives_nothing_from_its_end_on_by_the_clock_alone()
    {
        await using var world = await TrialAsync();
        var snapshot = await world.OpenAsync("pro");
        (snapshot.Status, snapshot.PlanCode, snapshot.PeriodEnd).ShouldBe((SubscriptionStatus.Trialing, "pro", s_end));
        snapshot.TrialEndsAt.ShouldBe(s_end);
        await world.UseAsync(40);
        world.Time.MoveTo(s_end.AddMicroseconds(-1));
        var hold = await world.ReserveAsync(10);
        (hold.Status, await world.BalanceAsync()).ShouldBe((ReserveStatus.Reserved, "40+10/100"));

        world.Time.MoveTo(s_end);

        snapshot = await world.SnapshotAsync();
        (snapshot.Status, snapshot.PlanCode, snapshot.TrialEndsAt).ShouldBe((SubscriptionStatus.Expired, "pro", s_end));
        (await world.BalanceAsync()).ShouldBe("none");
        (await world.ReserveAsync(1)).Denial!.HardLimit.ShouldBe(0);
        // what was admitted before may end
        (await world.SettleAsync(hold.HoldId, 8)).Status.ShouldBe(SettleStatus.Posted);
        (await world.OpenAsync("pro")).Status.ShouldBe(SubscriptionStatus.Expired); // no second one by default
        await world.AssertBalancedAsync();
    }

    [Fact]
    public async Task A_trial_that_goes_over_into_a_plan_starts_its_periods_anew()
    {
        await using var world = await TrialAsync();
        await world.OpenAsync("pro");
        await world.UseAsync(90);
        world.Time.Advance(TimeSpan.FromDays(5));

        (await world.ChangeAsync("pro")).ShouldBe(Start.AddDays(5));

        var snapshot = await world.SnapshotAsync();
        (snapshot.Status, snapshot.PeriodStart, snapshot.TrialEndsAt).ShouldBe(
            (SubscriptionStatus.Active, Start.AddDays(5), null));
        (await world.BalanceAsync()).ShouldBe("0+0/100");
        world.Time.MoveTo(s_end.AddDays(1));
        (await world.SnapshotAsync()).Status.ShouldBe(SubscriptionStatus.Active);
        await world.UseAsync(100);
        (await world.SubscriptionsAsync()).ShouldBe(["pro canceled 01-20 01-25", "pro active 01-25"]);
        await world.AssertBalancedAsync();
    }

    [Fact]
    public async Task Activated_after_its_end_it_was_a_gap()
    {
        await using var world = await TrialAsync();
        await world.OpenAsync("pro");
        world.Time.MoveTo(s_end.AddDays(2));

        await world.ChangeAsync("pro");

        (await world.SnapshotAsync()).Status.ShouldBe(SubscriptionStatus.Active);
        (await world.SubscriptionsAsync()).ShouldBe(["pro expired 01-20 02-03", "pro active 02-05"]);
        (await world.BalanceAsync()).ShouldBe("0+0/100");
    }

    /// <summary>As billing does it: the trial's own row becomes active, perhaps after its end.</summary>
    [Fact]
    public async Task A_trial_that_becomes_active_in_place_goes_on_with_what_it_used()
    {
        await using var world = await TrialAsync();
        await world.OpenAsync("pro");
        await world.UseAsync(30);
        world.Time.MoveTo(s_end.AddHours(1));
        (await world.ReserveAsync(1)).Status.ShouldBe(ReserveStatus.Denied);

        await Sql.RunAsync(
            world.Database.Superuser,
            $"""
            update weir.subscriptions set status = 'active';
            select weir.sync_plan_grants('{world.Time.GetUtcNow():O}', array['{world.User}'::uuid]);
            """,
            Stop);

        ((await world.SnapshotAsync()).Status, await world.BalanceAsync()).ShouldBe((SubscriptionStatus.Active, "30+0/100"));
        await world.AssertBalancedAsync();
    }

    [Fact]
    public async Task Only_the_first_subscription_is_a_trial()
    {
        await using var world = await TrialAsync();
        await world.OpenAsync(null);
        await world.ChangeAsync("plain");
        await world.ChangeAsync("pro", PlanChangeTime.Now);

        (await world.SnapshotAsync()).Status.ShouldBe(SubscriptionStatus.Active);
    }

    [Fact]
    public async Task A_snapshot_does_not_outlive_the_trial()
    {
        await using var world = await TrialAsync();
        var options = new WeirDataOptions { ConnectionString = "unused" };
        var catalogs = new CatalogCache(new CatalogStore(world.Database.App, world.Time), world.Time, options.CacheTtl);
        var cache = new SnapshotCache(world.Accounts, catalogs, world.Time, options);
        await world.OpenAsync("pro");
        world.Time.MoveTo(s_end.AddSeconds(-5));
        (await cache.GetAsync(world.User, false, Stop)).Single().Status.ShouldBe(SubscriptionStatus.Trialing);

        world.Time.MoveTo(s_end);

        (await cache.GetAsync(world.User, false, Stop)).Single().Status.ShouldBe(SubscriptionStatus.Expired);
    }

    private static Task<PlanWorld> TrialAsync() =>
        CreateAsync(Plan("pro", 100) with { TrialDays = 14 }, Plan("plain", 50));
}
