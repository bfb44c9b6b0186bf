using System.Collections.Frozen;
using Weir.Core.Billing;

namespace Weir.Core.Catalog;

/// <summary>An <see cref="AppCatalog"/> with look-ups. Immutable: replicas swap whole instances.</summary>
public sealed class CatalogIndex
{
    private readonly FrozenDictionary<string, Feature> _features;
    private readonly FrozenDictionary<string, Meter> _meters;
    private readonly FrozenDictionary<(string Code, int Version), Plan> _plans;
    private readonly FrozenDictionary<string, Plan> _currentPlans;
    private readonly FrozenDictionary<(string Plan, string Capability), ModelRoute> _routes;
    private readonly FrozenDictionary<(string Provider, string Tier), Price[]> _prices;
    private readonly FrozenDictionary<(BillingProvider Provider, BillingMode Mode, string PriceId), Plan> _priced;

    public CatalogIndex(AppCatalog catalog)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        Catalog = catalog;
        _features = catalog.Features.ToFrozenDictionary(f => f.Code);
        _meters = catalog.Meters.ToFrozenDictionary(m => m.Code);
        _plans = catalog.Plans.ToFrozenDictionary(p => (p.Code, p.Version));
        _currentPlans = catalog.Plans.GroupBy(p => p.Code).ToFrozenDictionary(g => g.Key, g => g.MaxBy(p => p.Version)!);
        _routes = _currentPlans.Values
            .SelectMany(p => p.Routes.Select(r => (Key: (p.Code, r.Capability), Route: r)))
            .ToFrozenDictionary(x => x.Key, x => x.Route);
        _prices = catalog.Prices
            .GroupBy(p => (p.Provider, p.Tier))
            .ToFrozenDictionary(g => g.Key, g => g.OrderByDescending(p => p.EffectiveFrom).ToArray());
        _priced = _currentPlans.Values
            .SelectMany(p => p.Prices.Select(s => (Key: (s.Provider, s.Mode, s.PriceId), Plan: p)))
            .ToFrozenDictionary(x => x.Key, x => x.Plan);
    }

    public AppCatalog Catalog { get; }

    public Feature? FindFeature(string code) => _features.GetValueOrDefault(code);

    public Meter? FindMeter(string code) => _meters.GetValueOrDefault(code);

    /// <summary>The version that a subscription is pinned to.</summary>
    public Plan? FindPlan(string code, int version) => _plans.GetValueOrDefault((code, version));

    /// <summary>The newest version of a plan.</summary>
    public Plan? FindCurrentPlan(string code) => _currentPlans.GetValueOrDefault(code);

    /// <summary>Routes belong to the plan's code: the newest version's take effect at once.</summary>
    public ModelRoute? FindRoute(string planCode, string capability) => _routes.GetValueOrDefault((planCode, capability));

    /// <summary>
    /// The newest version of the plan that a provider sells, or once sold, as a price, variant or product;
    /// null when it means nothing here.
    /// </summary>
    public Plan? FindPlanByPrice(BillingProvider provider, BillingMode mode, string priceId) =>
        _priced.GetValueOrDefault((provider, mode, priceId));

    /// <summary>The price or variant that a checkout sells a plan as; null when it is not for sale there.</summary>
    public string? FindPriceOfPlan(string planCode, BillingProvider provider, BillingMode mode) =>
        _currentPlans.GetValueOrDefault(planCode)?.Prices.FirstOrDefault(
            p => p.InCheckout && p.Provider == provider && p.Mode == mode)?.PriceId;

    /// <summary>
    /// The price in force at an instant. A model matches exactly, or as a dated snapshot of the priced name
    /// (<c>name-2025-08-07</c>); never by any other prefix. Null means unknown: refuse the call.
    /// </summary>
    public Price? FindPrice(string provider, string model, string tier, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(model);
        if (!_prices.TryGetValue((provider, tier), out var prices)) return null;
        foreach (var price in prices)
        {
            if (price.EffectiveFrom <= at && (price.Model == model || IsSnapshotOf(model, price.Model))) return price;
        }
        return null;
    }

    private static bool IsSnapshotOf(string model, string priced)
    {
        if (model.Length != priced.Length + 11 || !model.StartsWith(priced, StringComparison.Ordinal)) return false;
        return model[priced.Length] == '-'
            && DateOnly.TryParseExact(model.AsSpan(priced.Length + 1), "yyyy-MM-dd", out _);
    }
}
