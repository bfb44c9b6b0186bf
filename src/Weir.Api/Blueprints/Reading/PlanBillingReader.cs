using System.Text.RegularExpressions;
using Weir.Core.Billing;
using Weir.Core.Catalog;

namespace Weir.Api.Blueprints.Reading;

/// <summary>
/// Reads as what providers sell a plan and bill its overage: live under <c>billing</c>, test mode's under its <c>test</c>.
/// </summary>
internal sealed partial class PlanBillingReader(FaultList faults, Draft draft)
{
    private readonly List<Located<PlanPrice>> _prices = [];
    private readonly List<DraftOverage> _overages = [];

    public (IReadOnlyList<Located<PlanPrice>> Prices, IReadOnlyList<DraftOverage> Overages) Read(
        string code, BlueprintObject plan)
    {
        if (plan.Has("billing")) ReadBilling(code, plan);
        return (_prices, _overages);
    }

    private void ReadBilling(string code, BlueprintObject plan)
    {
        var what = $"the billing of plan '{code}'";
        var billing = BlueprintObject.Open(
            what, plan.LineOf("billing"), plan.Node("billing"), Shapes.PlanBilling, faults);
        if (billing is null) return;
        ReadMode(billing, BillingMode.Live);
        if (!billing.Has("test")) return;
        var test = BlueprintObject.Open(
            $"'test' in {what}", billing.LineOf("test"), billing.Node("test"), Shapes.TestBilling, faults);
        if (test is not null) ReadMode(test, BillingMode.Test);
    }

    private void ReadMode(BlueprintObject billing, BillingMode mode)
    {
        Add("stripe_price", BillingProvider.Stripe, IsStripePrice, "the id of a price, such as \"price_1Abc\"", false);
        Add(
            "lemonsqueezy_variant", BillingProvider.LemonSqueezy, IsNumber, "the number of a variant, such as \"123\"",
            false);
        Add(
            "lemonsqueezy_product", BillingProvider.LemonSqueezy, IsNumber, "the number of a product, such as \"123\"",
            true);
        foreach (var (meter, key, value) in BlueprintObject.Codes($"'overage' in {billing.What}", billing.Node("overage"), faults))
            _overages.Add(ReadOverage(billing.What, mode, meter, key.Line, value));

        void Add(string key, BillingProvider provider, Func<string, bool> isValid, string rule, bool isProduct)
        {
            if (billing.Has(key) && billing.Text(key, isValid, rule) is { } id)
                _prices.Add(new(new PlanPrice(provider, mode, id) { IsProduct = isProduct }, billing.LineOf(key)));
        }
    }

    private DraftOverage ReadOverage(string what, BillingMode mode, string meter, int line, Yaml.YamlNode node)
    {
        var overage = BlueprintObject.Open($"the overage '{meter}' in {what}", line, node, Shapes.Overage, faults);
        var name = overage?.Text(
            "stripe_meter", EventName().IsMatch, "the event name of a Stripe meter: letters, digits, _, - and ., at most 100");
        var per = overage is null ? null : ReadPer(overage, meter);
        return new(mode, meter, line, name is null || per is null ? null : new PlanOverage(mode, meter, name, per.Value));
    }

    /// <summary>Without the meter's unit nobody knows how it is written; the checks report the missing meter.</summary>
    private long? ReadPer(BlueprintObject overage, string meter)
    {
        if (!draft.Meters.TryGetValue(meter, out var known)) return null;
        var per = known.Unit == Words.NanoUsd ? overage.Money("per") : overage.Integer("per", 1, long.MaxValue);
        if (per is not 0) return per;
        overage.Fault("per", "'per' must be more than zero: it is how much one unit at Stripe stands for");
        return null;
    }

    private static bool IsStripePrice(string text) => StripePrice().IsMatch(text);

    private static bool IsNumber(string text) => Number().IsMatch(text);

    [GeneratedRegex(@"\Aprice_[A-Za-z0-9_]{1,190}\z", RegexOptions.CultureInvariant)]
    private static partial Regex StripePrice();

    [GeneratedRegex(@"\A[1-9][0-9]{0,18}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Number();

    [GeneratedRegex(@"\A[A-Za-z0-9_.-]{1,100}\z", RegexOptions.CultureInvariant)]
    private static partial Regex EventName();
}
