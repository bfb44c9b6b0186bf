using Weir.Core.Billing;
using Weir.Core.Catalog;
using Weir.Data.Catalogs;
using Weir.Testing;

namespace Weir.Data.Tests.Catalogs;

/// <summary>As what providers sell plans: the blueprint to the table that billing reads, and back.</summary>
public sealed class PlanPriceTests : IAsyncLifetime
{
    private static readonly PlanPrice s_stripe = new(BillingProvider.Stripe, BillingMode.Live, "price_1");
    private static readonly PlanPrice s_variant = new(BillingProvider.LemonSqueezy, BillingMode.Test, "123");
    private static readonly PlanPrice s_product =
        new(BillingProvider.LemonSqueezy, BillingMode.Test, "456") { IsProduct = true };

    private readonly ManualTime _time = new(new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.Zero));
    private TestDatabase _database = null!;
    private CatalogStore _owner = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateWithCatalogAsync(Selling(), Stop);
        _owner = new CatalogStore(_database.Owner, _time);
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task Prices_are_rows_that_billing_reads_and_come_back()
    {
        (await ApplyAsync(Selling("pro", s_variant, s_product, s_stripe))).ShouldBe(
        [
            "add plan_price lemonsqueezy/test/123: pro",
            "add plan_price lemonsqueezy/test/456: pro",
            "add plan_price stripe/live/price_1: pro",
        ]);

        (await RowsAsync()).ShouldBe(
            ["lemonsqueezy test 123 pro", "lemonsqueezy test 456 pro", "stripe live price_1 pro"]);
        var index = await LoadAsync();
        index.FindCurrentPlan("pro")!.Prices.ShouldBe([s_variant, s_product, s_stripe]);
        index.FindPlanByPrice(BillingProvider.LemonSqueezy, BillingMode.Test, "456")!.Code.ShouldBe("pro");
        index.FindPlanByPrice(BillingProvider.LemonSqueezy, BillingMode.Live, "123").ShouldBeNull();
        index.FindPriceOfPlan("pro", BillingProvider.LemonSqueezy, BillingMode.Test).ShouldBe("123");
        index.FindPriceOfPlan("pro", BillingProvider.Stripe, BillingMode.Test).ShouldBeNull();
        index.FindPriceOfPlan("starter", BillingProvider.Stripe, BillingMode.Live).ShouldBeNull();
        (await ApplyAsync(Selling("pro", s_stripe, s_product, s_variant))).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_product_alone_is_nothing_that_a_checkout_sells()
    {
        await ApplyAsync(Selling("pro", s_product));

        (await LoadAsync()).FindPriceOfPlan("pro", BillingProvider.LemonSqueezy, BillingMode.Test).ShouldBeNull();
    }

    [Fact]
    public async Task A_price_that_is_replaced_is_sold_no_more_and_stays_known()
    {
        await ApplyAsync(Selling("pro", s_stripe));

        (await ApplyAsync(Selling("pro", s_stripe with { PriceId = "price_2" }))).ShouldBe(
        [
            "remove plan_price stripe/live/price_1: pro: sold no more; who pays it keeps the plan",
            "add plan_price stripe/live/price_2: pro",
        ]);

        var index = await LoadAsync();
        index.FindPriceOfPlan("pro", BillingProvider.Stripe, BillingMode.Live).ShouldBe("price_2");
        index.FindPlanByPrice(BillingProvider.Stripe, BillingMode.Live, "price_1")!.Code.ShouldBe("pro");
        (await RowsAsync()).ShouldBe(["stripe live price_1 pro", "stripe live price_2 pro"]);
        (await ApplyAsync(Selling("pro", s_stripe))).ShouldContain("add plan_price stripe/live/price_1: pro again");
    }

    [Fact]
    public async Task A_price_moves_to_another_plan()
    {
        await ApplyAsync(Selling("pro", s_stripe));

        (await ApplyAsync(Selling("starter", s_stripe))).ShouldBe(
            ["change plan_price stripe/live/price_1: pro → starter"]);
    }

    [Fact]
    public async Task The_prices_of_a_plan_that_is_taken_away_stay_known()
    {
        await ApplyAsync(Selling("pro", s_stripe));

        await ApplyAsync(SampleCatalog.Create() with { Plans = [SampleCatalog.Plan("starter", 1_000_000)] });

        (await RowsAsync()).ShouldBe(["stripe live price_1 pro"]);
    }

    [Fact]
    public async Task A_dry_run_sells_nothing()
    {
        (await _owner.ApplyAsync(Selling("pro", s_stripe), dryRun: true, moveSubscribers: false, Stop)).Count.ShouldBe(1);

        (await RowsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_page_where_plans_are_bought_is_a_setting()
    {
        (await ApplyAsync(Selling() with { UpgradeUrl = "https://example.com/plans" })).ShouldBe(
            ["add setting upgrade_url: https://example.com/plans"]);

        (await LoadAsync()).Catalog.UpgradeUrl.ShouldBe("https://example.com/plans");
        (await ApplyAsync(Selling())).ShouldBe(["remove setting upgrade_url: https://example.com/plans"]);
    }

    private static AppCatalog Selling(string plan = "pro", params PlanPrice[] prices) => SampleCatalog.Create() with
    {
        Plans = [.. SampleCatalog.Create().Plans.Select(p => p.Code == plan ? p with { Prices = prices } : p)],
    };

    private async Task<IReadOnlyList<string>> ApplyAsync(AppCatalog catalog) =>
    [
        .. (await _owner.ApplyAsync(catalog, dryRun: false, moveSubscribers: false, Stop))
            .Select(c => $"{c.Action} {c.Kind} {c.Key}: {c.Detail}"),
    ];

    private async Task<CatalogIndex> LoadAsync() =>
        new((await new CatalogStore(_database.App, _time).LoadAsync(Stop)).ShouldNotBeNull());

    private Task<IReadOnlyList<string>> RowsAsync() => Sql.ListAsync(
        _database.Superuser,
        "select concat_ws(' ', provider, mode, price_id, plan_code) from weir.plan_prices order by provider, mode, price_id",
        Stop);
}
