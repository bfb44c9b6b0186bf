using Weir.Core.Accounts;
using Weir.Core.Catalog;

namespace Weir.Core.Tests.Pricing;

internal static class PriceSamples
{
    public static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>
    /// USD 2.00 / 0.20 / 2.50 / 10.00 for a million tokens; above 272,000 input tokens 4 / 0.4 / 5 / 15.
    /// </summary>
    public static readonly Price Default = new(
        "openai", "gpt-6-sol", "default", 3, Start, 1_000_000, new(2_000_000_000, 200_000_000, 2_500_000_000, 10_000_000_000))
    {
        LongContextAbove = 272_000,
        LongContextRates = new(4_000_000_000, 400_000_000, 5_000_000_000, 15_000_000_000),
    };

    public static readonly Price Flex = Default with
    {
        Tier = "flex",
        Version = 4,
        Rates = new(1_000_000_000, 100_000_000, 1_250_000_000, 5_000_000_000),
        LongContextRates = new(2_000_000_000, 200_000_000, 2_500_000_000, 7_500_000_000),
    };

    public static CatalogIndex CatalogOf(params Price[] prices) => new(new AppCatalog
    {
        Blueprint = "test",
        CustomerKind = CustomerKind.Personal,
        Meters = [],
        Plans = [],
        Features = [],
        Prices = prices,
    });

    public static ModelRoute Route(RouteTarget target, RouteTarget? fallback = null) =>
        new("summarize", target, fallback, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(60), new Dictionary<string, string>());
}
