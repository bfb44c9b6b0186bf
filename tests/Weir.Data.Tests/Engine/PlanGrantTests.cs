using Weir.Core.Engine;

namespace Weir.Data.Tests.Engine;

public sealed class PlanGrantTests(EngineDatabase database) : IClassFixture<EngineDatabase>
{
    [Fact]
    public async Task A_plan_gives_its_allowance_anew_each_period()
    {
        await using var lab = new Lab(database);
        var customer = await lab.CustomerAsync();
        await lab.PlanAsync(customer, Lab.Cost, 100, 120, "billing_month");
        await lab.SettleAsync(customer, await lab.ReservedAsync(customer, 120), 110);

        var balance = await lab.BalanceAsync(customer);
        (balance.Granted, balance.Used, balance.HardLimit, balance.ResetsAt)
            .ShouldBe((100, 110, 120, new DateTimeOffset(2026, 12, 20, 10, 0, 0, TimeSpan.Zero)));

        lab.Time.MoveTo(new DateTimeOffset(2027, 3, 20, 10, 0, 0, TimeSpan.Zero)); // three periods later
        balance = await lab.BalanceAsync(customer);
        (balance.Granted, balance.Used, balance.ResetsAt)
            .ShouldBe((100, 0, new DateTimeOffset(2027, 4, 20, 10, 0, 0, TimeSpan.Zero)));
        await lab.ReservedAsync(customer, 120);
        (await lab.BucketsAsync(customer)).ShouldBe("110+0/100 0+120/100");
        await lab.AssertBalancedAsync();
    }

    [Fact]
    public async Task Syncing_again_changes_nothing()
    {
        await using var lab = new Lab(database);
        var customer = await lab.CustomerAsync();
        await lab.PlanAsync(customer, Lab.Cost, 100, 120, "calendar_month");
        await lab.ReservedAsync(customer, 10);
        var before = await GrantsAsync(lab, customer);
        lab.Time.Advance(TimeSpan.FromMinutes(1));
        await SyncAsync(lab, customer);
        (await GrantsAsync(lab, customer)).ShouldBe(before);
        (await lab.BucketsAsync(customer)).ShouldBe("0+10/100");
    }

    [Fact]
    public async Task Another_plan_ends_the_grants_of_the_old_one()
    {
        await using var lab = new Lab(database);
        var customer = await lab.CustomerAsync();
        await lab.PlanAsync(customer, Lab.Cost, 100, 100, "calendar_month");
        var hold = await lab.ReservedAsync(customer, 40);
        lab.Time.Advance(TimeSpan.FromMinutes(1));
        await lab.PlanAsync(customer, Lab.Cost, 500, 500, "calendar_month");

        var balance = await lab.BalanceAsync(customer);
        (balance.Granted, balance.Used, balance.Held).ShouldBe((500, 0, 0));
        (await lab.SettleAsync(customer, hold, 50)).Status.ShouldBe(SettleStatus.Posted); // to the plan it was held on
        (await lab.BalanceAsync(customer)).Used.ShouldBe(0);
        await lab.AssertBalancedAsync();
    }

    [Theory]
    [InlineData(200, 250, "60+20/200", 250)]
    [InlineData(50, 50, "60+20/50", 80)] // never less than what is used and held
    public async Task New_amounts_of_the_same_plan_keep_what_was_used(int included, int hardLimit, string buckets, int limit)
    {
        await using var lab = new Lab(database);
        var customer = await lab.CustomerAsync();
        var plan = await lab.PlanAsync(customer, Lab.Cost, 100, 100, "calendar_month");
        await lab.SettleAsync(customer, await lab.ReservedAsync(customer, 60), 60);
        await lab.ReservedAsync(customer, 20);

        await lab.SqlAsync($"""
            insert into weir.plans (plan_code, plan_version, name, created_at) values ('{plan}', 2, 'Plan', now());
            insert into weir.plan_entitlements (plan_code, plan_version, key, kind, included, hard_limit, period)
              values ('{plan}', 2, '{Lab.Cost}', 'metered', {included}, {hardLimit}, 'calendar_month');
            update weir.subscriptions set plan_version = 2 where customer_id = '{customer}';
            """);
        await SyncAsync(lab, customer);

        (await lab.BucketsAsync(customer)).ShouldBe(buckets);
        (await lab.BalanceAsync(customer)).HardLimit.ShouldBe(limit);
        (await lab.ReserveAsync(Lab.Hold(customer, limit - 80 + 1))).Status.ShouldBe(ReserveStatus.Denied);
        await lab.AssertBalancedAsync();
    }

    [Fact]
    public async Task A_paused_subscription_gives_nothing_until_it_goes_on()
    {
        await using var lab = new Lab(database);
        var customer = await lab.CustomerAsync();
        await lab.PlanAsync(customer, Lab.Cost, 100, 100, "calendar_month");
        await lab.SettleAsync(customer, await lab.ReservedAsync(customer, 30), 30);
        lab.Time.Advance(TimeSpan.FromMinutes(1));
        await lab.SqlAsync($"update weir.subscriptions set status = 'paused' where customer_id = '{customer}'");
        await SyncAsync(lab, customer);
        (await lab.ReserveAsync(Lab.Hold(customer, 1))).Denial!.HardLimit.ShouldBe(0);

        lab.Time.Advance(TimeSpan.FromMinutes(1));
        await lab.SqlAsync($"update weir.subscriptions set status = 'active' where customer_id = '{customer}'");
        await SyncAsync(lab, customer);
        (await lab.BalanceAsync(customer)).Remaining.ShouldBe(70);
    }

    [Fact]
    public async Task Grants_are_given_once()
    {
        await using var lab = new Lab(database);
        var customer = await lab.CustomerAsync();
        var grant = new Data.Engine.UnitGrant(customer, Guid.CreateVersion7(), Lab.Cost, 10, "promotion");
        (await lab.Grants.GrantAsync(grant, Lab.Token)).ShouldBe(Data.Engine.GrantOutcome.Granted);
        (await lab.Grants.GrantAsync(grant, Lab.Token)).ShouldBe(Data.Engine.GrantOutcome.AlreadyGranted);
        (await lab.Grants.GrantAsync(grant with { GrantId = Guid.CreateVersion7(), Meter = "nonsense" }, Lab.Token))
            .ShouldBe(Data.Engine.GrantOutcome.UnknownMeter);
        (await lab.Grants.GrantAsync(grant with { CustomerId = Guid.CreateVersion7() }, Lab.Token))
            .ShouldBe(Data.Engine.GrantOutcome.UnknownCustomer);
        (await Should.ThrowAsync<Npgsql.PostgresException>(
            () => lab.Grants.GrantAsync(grant with { GrantId = Guid.CreateVersion7(), Amount = -1 }, Lab.Token)))
            .SqlState.ShouldBe("22023");
        (await lab.BalanceAsync(customer)).Granted.ShouldBe(10);
    }

    private static Task SyncAsync(Lab lab, Guid customer) =>
        lab.SqlAsync($"select weir.sync_plan_grants('{lab.Time.GetUtcNow():O}', array['{customer}'::uuid])");

    private static Task<string> GrantsAsync(Lab lab, Guid customer) => lab.ScalarAsync<string>(
        $"select string_agg(g::text, ' ' order by grant_id) from weir.grants as g where customer_id = '{customer}'");
}
