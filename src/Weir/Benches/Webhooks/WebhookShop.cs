using Weir.Benches.Cluster;
using Weir.Core.Billing;
using Weir.Core.Catalog;

namespace Weir.Benches.Webhooks;

/// <summary>What is sold: two plans, between which customers change.</summary>
internal static class WebhookShop
{
    public const string StripeSecret = "whsec_of_the_bench";

    private static readonly string[] s_plans = ["small", "large"];

    /// <summary>The plan that the customer runs after so many changes.</summary>
    public static string PlanAfter(int changes) => s_plans[changes % s_plans.Length];

    public static string PriceOf(string plan) => $"price_{plan}";

    /// <summary>The bench's catalog, and in it what is sold.</summary>
    public static AppCatalog Catalog()
    {
        var bench = BenchCatalog.Create();
        return bench with { Plans = [.. bench.Plans, .. s_plans.Select(plan => Plan(bench.Plans[0], plan))] };
    }

    private static Plan Plan(Plan like, string code) => like with
    {
        Code = code,
        Name = code,
        Prices = [new PlanPrice(BillingProvider.Stripe, BillingMode.Test, PriceOf(code))],
    };
}
