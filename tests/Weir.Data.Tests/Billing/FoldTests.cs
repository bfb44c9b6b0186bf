using Weir.Core.Billing;
using Weir.Proofs.Webhooks;

namespace Weir.Data.Tests.Billing;

public sealed class FoldTests
{
    [Fact]
    public async Task What_is_old_never_takes_the_place_of_what_is_newer_and_says_that_nothing_changed()
    {
        await using var world = await BillingWorld.CreateAsync();
        await world.FoldAsync(BillingWorld.Link(world.Customer));
        var ended = BillingWorld.Subscription(BillingStatus.Ended, BillingWorld.Start.AddDays(1));
        (await world.FoldAsync(ended)).Changed.ShouldBe(["subscription:sub_1"]);
        (await world.FoldAsync(BillingWorld.Subscription())).Changed.ShouldBeEmpty();
        (await world.FoldAsync(ended with { Version = LifeCycles.At(BillingWorld.Start.AddDays(2), "seen again") }))
            .Changed.ShouldBeEmpty();
        (await world.ListAsync("select status from weir.billing_subscriptions")).ShouldBe(["ended"]);
        (await world.SnapshotAsync()).PlanCode.ShouldBeNull();
    }

    [Fact]
    public async Task The_link_of_a_buyer_may_come_last_and_the_oldest_that_was_said_stays()
    {
        await using var world = await BillingWorld.CreateAsync();
        var other = Guid.CreateVersion7();
        await WebhookShop.OpenAsync(world.Database.Superuser, [other], BillingWorld.Start, BillingWorld.Stop);
        (await world.FoldAsync(BillingWorld.Subscription())).Customers.ShouldBeEmpty();
        (await world.FoldAsync(BillingWorld.Link(other, BillingWorld.Start.AddDays(1)))).Customers.ShouldBe([other]);
        // An older message comes late: it was the first to say whose the buyer is.
        (await world.FoldAsync(BillingWorld.Link(world.Customer))).Customers.ShouldBe([world.Customer, other], ignoreOrder: true);
        (await world.FoldAsync(BillingWorld.Link(other, BillingWorld.Start.AddDays(2)))).Customers.ShouldBe([world.Customer]);
        (await world.SnapshotAsync()).PlanCode.ShouldBe("starter");
        (await world.ListAsync($"select key from weir.entitlements where customer_id = '{other}'")).ShouldBeEmpty();
        (await world.AuditAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_link_and_a_subscription_that_arrive_at_once_do_not_miss_each_other()
    {
        await using var world = await BillingWorld.CreateAsync();
        await using var connection = await world.Database.App.OpenConnectionAsync(BillingWorld.Stop);
        await using var slow = await connection.BeginTransactionAsync(BillingWorld.Stop);
        await using var command = connection.CreateCommand();
        command.CommandText = $$"""
            select * from weir.fold_billing_facts('2027-03-01T10:00:00Z', 'stripe', 'test', '[{"kind":"buyer","object_id":"cus_1",
              "customer_id":"{{world.Customer}}","deleted":false,"version_at":"2027-03-01T10:00:00Z","version_rank":0,"version_tie":"a"}]')
            """;
        await command.ExecuteNonQueryAsync(BillingWorld.Stop);

        var subscription = world.FoldAsync(BillingWorld.Subscription());
        while ((await world.ListAsync("select 1 from pg_locks where not granted and locktype = 'advisory'")).Count == 0
            && !subscription.IsCompleted)
            await Task.Delay(10, BillingWorld.Stop);
        await slow.CommitAsync(BillingWorld.Stop);
        (await subscription).Customers.ShouldBe([world.Customer]);
        (await world.SnapshotAsync()).PlanCode.ShouldBe("starter");
    }

    [Fact]
    public async Task Payments_of_the_other_mode_give_nothing_and_when_the_rules_change_all_are_computed_anew()
    {
        await using var world = await BillingWorld.CreateAsync();
        await world.FoldAsync(BillingWorld.Link(world.Customer), BillingWorld.Subscription());
        (await world.SnapshotAsync()).PlanCode.ShouldBe("starter");

        var live = new BillingRules(BillingMode.Live, Core.Deployment.WeirMode.Production, BillingRules.DefaultGrace);
        (await world.Sync.SetRulesAsync(live, BillingWorld.Stop)).ShouldBeTrue();
        (await world.Sync.SetRulesAsync(live, BillingWorld.Stop)).ShouldBeFalse();
        (await world.AuditAsync()).Count.ShouldBe(5);
        (await world.Sync.RecomputeAsync(BillingWorld.Stop)).ShouldBe(1);
        (await world.Sync.RecomputeAsync(BillingWorld.Stop)).ShouldBe(0);
        (await world.KeysAsync()).ShouldBeEmpty();
        (await world.SnapshotAsync()).PlanCode.ShouldBeNull();
        (await world.AuditAsync()).ShouldBeEmpty();
    }
}
