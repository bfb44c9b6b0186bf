using Weir.Core.Accounts;
using Weir.Core.Billing;
using Weir.Core.Catalog;
using Weir.Core.Deployment;
using Weir.Data.Catalogs;
using Weir.Data.Engine;
using Weir.Proofs.Webhooks;
using Weir.Testing;

namespace Weir.Data.Tests.Billing;

/// <summary>What a customer's plan does as its payments go on.</summary>
public sealed class PaidPlanTests
{
    [Fact]
    public async Task A_paid_plan_replaces_the_default_one_and_gives_way_to_it_when_it_has_ended()
    {
        await using var world = await BillingWorld.CreateAsync();
        await world.Sync.SetRulesAsync(
            new BillingRules(BillingMode.Test, WeirMode.Development, BillingRules.DefaultGrace), BillingWorld.Stop);
        await world.RunAsync($"select weir.open_account('{world.Customer}', 'starter', '2027-03-01T10:00:00Z')");
        await world.FoldAsync(BillingWorld.Link(world.Customer), BillingWorld.Subscription(price: WebhookShop.Large));
        var paid = await world.SnapshotAsync();
        (paid.PlanCode, paid.Status, paid.PeriodStart!.Value).ShouldBe(("pro", SubscriptionStatus.Active, BillingWorld.Start));

        world.Time.Advance(TimeSpan.FromDays(3));
        await world.FoldAsync(BillingWorld.Subscription(BillingStatus.Ended, BillingWorld.Start.AddDays(3), WebhookShop.Large));
        (await world.SnapshotAsync()).PlanCode.ShouldBe("starter");
        (await world.KeysAsync()).ShouldBeEmpty();
        (await world.ListAsync("select source || ' ' || status from weir.subscriptions order by started_at, source"))
            .ShouldBe(["default canceled", "stripe canceled", "default active"], ignoreOrder: true);
    }

    [Fact]
    public async Task What_was_used_stays_used_within_the_paid_period_and_a_renewal_begins_anew()
    {
        await using var world = await BillingWorld.CreateAsync();
        var engine = new EngineClient(world.Database.Weir, world.Time);
        await world.FoldAsync(BillingWorld.Link(world.Customer), BillingWorld.Subscription());
        await engine.ReserveAsync(
            new(world.Customer, world.Customer, Guid.CreateVersion7(), null, [new("ai_cost", 600_000)], TimeSpan.FromDays(1)),
            BillingWorld.Stop);

        world.Time.Advance(TimeSpan.FromHours(1));
        await world.FoldAsync(BillingWorld.Subscription(at: world.Time.GetUtcNow(), price: WebhookShop.Large));
        (await RemainingAsync(world)).ShouldBe(["99400000"]);
        var renewed = BillingWorld.Start.AddMonths(1);
        world.Time.MoveTo(renewed);
        await world.FoldAsync(BillingWorld.Subscription(at: renewed, price: WebhookShop.Large) with
        {
            PeriodStartsAt = renewed, PeriodEndsAt = renewed.AddMonths(1),
        });
        (await RemainingAsync(world)).ShouldBe(["100000000"]);
    }

    [Fact]
    public async Task A_failed_renewal_has_its_grace_then_calls_are_refused_until_it_is_paid()
    {
        await using var world = await BillingWorld.CreateAsync();
        var failed = BillingWorld.Start.AddMonths(1);
        await world.FoldAsync(
            BillingWorld.Link(world.Customer), BillingWorld.Subscription(BillingStatus.PastDue, failed),
            BillingWorld.Payment(PaymentState.Failed, failed));
        world.Time.MoveTo(failed.AddDays(7) - TimeSpan.FromSeconds(1));
        (await world.Sync.SyncDueAsync(10, BillingWorld.Stop)).ShouldBe(0);
        (await world.SnapshotAsync()).Status.ShouldBe(SubscriptionStatus.Active);

        world.Time.MoveTo(failed.AddDays(7));
        (await world.KeysAsync()).ShouldBeEmpty();
        (await world.AuditAsync()).ShouldBeEmpty();
        (await world.Sync.SyncDueAsync(10, BillingWorld.Stop)).ShouldBe(1);
        (await world.Sync.SyncDueAsync(10, BillingWorld.Stop)).ShouldBe(0);
        (await world.SnapshotAsync()).Status.ShouldBe(SubscriptionStatus.PastDue);

        await world.FoldAsync(BillingWorld.Payment(PaymentState.Paid, failed.AddDays(8)));
        await world.FoldAsync(BillingWorld.Subscription(at: failed.AddDays(8)) with { PeriodEndsAt = failed.AddMonths(1) });
        (await world.SnapshotAsync()).Status.ShouldBe(SubscriptionStatus.Active);
        (await world.AuditAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task When_the_greater_of_two_plans_ends_the_lesser_follows_though_no_entitlement_has_ended()
    {
        await using var world = await BillingWorld.CreateAsync();
        await world.FoldAsync(
            BillingWorld.Link(world.Customer),
            BillingWorld.Subscription(price: WebhookShop.Large) with { EndsAt = BillingWorld.Start.AddDays(3) },
            BillingWorld.Subscription(id: "sub_2"));
        (await world.SnapshotAsync()).PlanCode.ShouldBe("pro");
        world.Time.MoveTo(BillingWorld.Start.AddDays(3));
        (await world.Sync.SyncDueAsync(10, BillingWorld.Stop)).ShouldBe(1);
        (await world.SnapshotAsync()).PlanCode.ShouldBe("starter");
        (await world.KeysAsync()).Count.ShouldBe(3);
        (await world.AuditAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_dispute_takes_access_while_it_stands()
    {
        await using var world = await BillingWorld.CreateAsync();
        await world.FoldAsync(BillingWorld.Link(world.Customer), BillingWorld.Subscription());
        await world.FoldAsync(BillingWorld.Payment(PaymentState.Disputed, BillingWorld.Start, "dispute:dp_1"));
        (await world.SnapshotAsync()).Status.ShouldBe(SubscriptionStatus.Paused);
        (await world.KeysAsync()).ShouldBeEmpty();
        await world.FoldAsync(BillingWorld.Payment(PaymentState.Paid, BillingWorld.Start.AddDays(1), "dispute:dp_1"));
        (await world.SnapshotAsync()).Status.ShouldBe(SubscriptionStatus.Active);
    }

    [Fact]
    public async Task A_plan_by_hand_stays_while_payments_say_nothing_and_a_deleted_customer_gets_nothing()
    {
        await using var world = await BillingWorld.CreateAsync();
        await world.RunAsync($"select weir.assign_plan('{world.Customer}', 'pro', 'admin', '2027-03-01T10:00:00Z')");
        await world.FoldAsync(BillingWorld.Link(world.Customer), BillingWorld.Subscription(BillingStatus.Incomplete));
        (await world.SnapshotAsync()).PlanCode.ShouldBe("pro");
        await world.FoldAsync(BillingWorld.Subscription(at: BillingWorld.Start.AddSeconds(1)));
        (await world.SnapshotAsync()).PlanCode.ShouldBe("starter");

        await world.RunAsync($"update weir.customers set deleted_at = '2027-03-02' where customer_id = '{world.Customer}'");
        (await world.Sync.SyncAsync(world.Customer, BillingWorld.Stop)).ShouldBeTrue();
        (await world.ListAsync("select key from weir.entitlements")).ShouldBeEmpty();
        (await world.Sync.SyncAsync(world.Customer, BillingWorld.Stop)).ShouldBeFalse();
    }

    [Fact]
    public async Task A_new_catalog_computes_anew_what_was_paid_for()
    {
        await using var world = await BillingWorld.CreateAsync();
        await world.FoldAsync(BillingWorld.Link(world.Customer), BillingWorld.Subscription());
        var starter = SampleCatalog.Plan("starter", 1_000_000);
        await new CatalogStore(world.Database.Owner, world.Time).ApplyAsync(
            SampleCatalog.Create() with
            {
                Plans =
                [
                    starter with { Entitlements = [.. starter.Entitlements, new("exports", EntitlementKind.Boolean)] },
                    SampleCatalog.Plan("pro", 50_000_000),
                ],
            },
            false, true, BillingWorld.Stop);
        (await world.KeysAsync()).ShouldBe(["ai_cost", "exports", "managed_ai", "tts_tier"]);
        (await world.AuditAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_change_is_announced_and_a_repeat_is_not()
    {
        await using var world = await BillingWorld.CreateAsync();
        await using var log = await NotificationLog.StartAsync(world.Database, BillingWorld.Stop);
        await world.FoldAsync(BillingWorld.Link(world.Customer), BillingWorld.Subscription());
        var heard = await log.ReadAsync(BillingWorld.Stop);
        heard.ShouldContain($"customer:{world.Customer}");
        await world.FoldAsync(BillingWorld.Subscription());
        (await log.ReadAsync(BillingWorld.Stop)).Count.ShouldBe(heard.Count);
    }

    [Fact]
    public async Task The_audit_sees_an_entitlement_that_nobody_paid_for_and_one_that_is_missing()
    {
        await using var world = await BillingWorld.CreateAsync();
        await world.FoldAsync(BillingWorld.Link(world.Customer), BillingWorld.Subscription());
        (await world.AuditAsync()).ShouldBeEmpty();
        await world.RunAsync("delete from weir.entitlements where key = 'managed_ai'");
        await world.RunAsync("update weir.entitlements set access_until = 'infinity' where key = 'tts_tier'");
        await world.RunAsync("update weir.subscriptions set status = 'paused'");
        (await world.AuditAsync()).Count.ShouldBe(3);
    }

    private static Task<IReadOnlyList<string>> RemainingAsync(BillingWorld world) => world.ListAsync(
        $"select b.hard_limit - b.used - b.held from weir.customer_balances('{world.Time.GetUtcNow():O}', '{world.Customer}') as b"
        + " where b.meter = 'ai_cost'");
}
