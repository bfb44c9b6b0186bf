using Weir.Core.Accounts;
using Weir.Core.Billing;
using Weir.Core.Catalog;
using Weir.Data.Catalogs;
using Weir.Proofs.Webhooks;
using Weir.Testing;

namespace Weir.Data.Tests.Billing;

/// <summary>The blueprint takes a plan away, or its price, while somebody pays it.</summary>
public sealed class TakenPlanTests
{
    private static readonly AppCatalog s_without = SampleCatalog.Create() with
    {
        Plans = [SampleCatalog.Plan("starter", 1_000_000)],
    };

    [Fact]
    public async Task Who_pays_a_plan_that_is_taken_away_keeps_it_through_renewal_failure_and_dispute()
    {
        await using var world = await BillingWorld.CreateAsync();
        await world.FoldAsync(BillingWorld.Link(world.Customer), BillingWorld.Subscription(price: WebhookShop.Large));
        var keys = await world.KeysAsync();
        (await ApplyAsync(world, s_without)).ShouldContain("retired; subscribers keep it");
        await PaidAsync(world, keys);

        var renewed = BillingWorld.Start.AddMonths(1);
        world.Time.MoveTo(renewed);
        var next = BillingWorld.Subscription(at: renewed, price: WebhookShop.Large) with
        {
            PeriodStartsAt = renewed, PeriodEndsAt = renewed.AddMonths(1),
        };
        await world.FoldAsync(next);
        await PaidAsync(world, keys);
        await world.FoldAsync(BillingWorld.Payment(PaymentState.Disputed, renewed.AddDays(1), "dispute:dp_1"));
        (await world.SnapshotAsync()).Status.ShouldBe(SubscriptionStatus.Paused);
        await world.FoldAsync(BillingWorld.Payment(PaymentState.Void, renewed.AddDays(2), "dispute:dp_1"));
        await PaidAsync(world, keys);

        await world.FoldAsync(next with { Version = LifeCycles.At(renewed.AddDays(3), "ended", 1), Status = BillingStatus.Ended });
        (await world.SnapshotAsync()).PlanCode.ShouldBeNull();
        (await world.AuditAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Who_pays_late_for_a_plan_that_was_taken_away_has_it_and_every_server_knows_it()
    {
        await using var world = await BillingWorld.CreateAsync();
        await ApplyAsync(world, s_without);
        // A server that has loaded it by now, and hears of no other catalog.
        var index = new CatalogIndex((await new CatalogStore(world.Database.App, world.Time).LoadAsync(BillingWorld.Stop))!);
        await world.FoldAsync(BillingWorld.Link(world.Customer), BillingWorld.Subscription(price: WebhookShop.Large));
        var snapshot = await world.SnapshotAsync();
        (snapshot.PlanCode, snapshot.Status).ShouldBe(("pro", SubscriptionStatus.Active));
        index.FindPlan("pro", snapshot.PlanVersion).ShouldNotBeNull().Prices.ShouldAllBe(price => !price.InCheckout);
        index.FindRoute("pro", "summarize").ShouldNotBeNull();
    }

    [Fact]
    public async Task A_price_that_another_one_replaces_goes_on_giving_the_plan()
    {
        await using var world = await BillingWorld.CreateAsync();
        await world.FoldAsync(BillingWorld.Link(world.Customer), BillingWorld.Subscription(price: WebhookShop.Large));
        var keys = await world.KeysAsync();
        var dearer = new PlanPrice(BillingProvider.Stripe, BillingMode.Test, "price_dearer");
        await ApplyAsync(world, SampleCatalog.Create() with
        {
            Plans = [SampleCatalog.Plan("starter", 1_000_000), SampleCatalog.Plan("pro", 50_000_000) with { Prices = [dearer] }],
        });
        await PaidAsync(world, keys);
        await world.FoldAsync(BillingWorld.Subscription(at: BillingWorld.Start.AddDays(1), price: "price_dearer"));
        await PaidAsync(world, keys);
    }

    private static async Task PaidAsync(BillingWorld world, IReadOnlyList<string> keys)
    {
        var snapshot = await world.SnapshotAsync();
        (snapshot.PlanCode, snapshot.Status).ShouldBe(("pro", SubscriptionStatus.Active));
        (await world.KeysAsync()).ShouldBe(keys);
        (await world.AuditAsync()).ShouldBeEmpty();
    }

    private static async Task<string> ApplyAsync(BillingWorld world, AppCatalog catalog) => string.Join('\n',
        (await new CatalogStore(world.Database.Owner, world.Time).ApplyAsync(catalog, false, false, BillingWorld.Stop))
            .Select(change => change.ToString()));
}
