using System.Text.RegularExpressions;
using Weir.Core.Billing;
using Weir.Core.Catalog;

namespace Weir.Api.Blueprints.Reading;

/// <summary>Reads as what providers sell a plan: live under <c>billing</c>, test mode's under its <c>test</c>.</summary>
internal static partial class PlanBillingReader
{
    public static IReadOnlyList<Located<PlanPrice>> Read(string code, BlueprintObject plan, FaultList faults)
    {
        if (!plan.Has("billing")) return [];
        var prices = new List<Located<PlanPrice>>();
        var what = $"the billing of plan '{code}'";
        var billing = BlueprintObject.Open(
            what, plan.LineOf("billing"), plan.Node("billing"), Shapes.PlanBilling, faults);
        if (billing is null) return prices;
        ReadMode(billing, BillingMode.Live, prices);
        if (!billing.Has("test")) return prices;
        var test = BlueprintObject.Open(
            $"'test' in {what}", billing.LineOf("test"), billing.Node("test"), Shapes.TestBilling, faults);
        if (test is not null) ReadMode(test, BillingMode.Test, prices);
        return prices;
    }

    private static void ReadMode(BlueprintObject billing, BillingMode mode, List<Located<PlanPrice>> prices)
    {
        Add("stripe_price", BillingProvider.Stripe, IsStripePrice, "the id of a price, such as \"price_1Abc\"", false);
        Add(
            "lemonsqueezy_variant", BillingProvider.LemonSqueezy, IsNumber, "the number of a variant, such as \"123\"",
            false);
        Add(
            "lemonsqueezy_product", BillingProvider.LemonSqueezy, IsNumber, "the number of a product, such as \"123\"",
            true);

        void Add(string key, BillingProvider provider, Func<string, bool> isValid, string rule, bool isProduct)
        {
            if (billing.Has(key) && billing.Text(key, isValid, rule) is { } id)
                prices.Add(new(new PlanPrice(provider, mode, id) { IsProduct = isProduct }, billing.LineOf(key)));
        }
    }

    private static bool IsStripePrice(string text) => StripePrice().IsMatch(text);

    private static bool IsNumber(string text) => Number().IsMatch(text);

    [GeneratedRegex(@"\Aprice_[A-Za-z0-9_]{1,190}\z", RegexOptions.CultureInvariant)]
    private static partial Regex StripePrice();

    [GeneratedRegex(@"\A[1-9][0-9]{0,18}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Number();
}
