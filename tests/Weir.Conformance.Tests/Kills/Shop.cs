using Weir.Core.Billing;
using Weir.Core.Catalog;
using Weir.Testing;

namespace Weir.Conformance.Tests.Kills;

/// <summary>What is sold in these stories: the sample catalog's two plans, by both providers.</summary>
internal static class Shop
{
    public const string SmallPrice = "price_small";
    public const string LargePrice = "price_large";
    public const string SmallVariant = "101";
    public const string LargeVariant = "102";

    public static AppCatalog Catalog()
    {
        var sample = SampleCatalog.Create();
        return sample with { Plans = [.. sample.Plans.Select(Sell)] };
    }

    private static Plan Sell(Plan plan) => plan with
    {
        Prices = plan.Code == "pro" ? Prices(LargePrice, LargeVariant) : Prices(SmallPrice, SmallVariant),
    };

    private static PlanPrice[] Prices(string price, string variant) =>
    [
        new(BillingProvider.Stripe, BillingMode.Test, price), new(BillingProvider.LemonSqueezy, BillingMode.Test, variant),
    ];
}
