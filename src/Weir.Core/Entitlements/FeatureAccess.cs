using Weir.Core.Accounts;
using Weir.Core.Catalog;

namespace Weir.Core.Entitlements;

/// <summary>Which features a customer may call. Whether enough is left for a call only a reserve can say.</summary>
public static class FeatureAccess
{
    /// <summary>
    /// Features that the customer's subscription gives and its plan routes, in the order of the catalog.
    /// </summary>
    public static IReadOnlyList<Feature> CallableBy(CatalogIndex catalog, CustomerSnapshot customer)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(customer);
        if (SubscriptionAccess.RefusalOf(customer.Status) is not null) return [];
        if (EntitlementDecider.PlanOf(catalog, customer) is not { } plan) return [];
        return [.. catalog.Catalog.Features.Where(
            f => Entitles(customer, plan, f) && catalog.FindRoute(plan.Code, f.Capability) is not null)];
    }

    /// <summary>
    /// Whether a customer's plan lets a call name this feature. A word that is no feature of the catalog is the app's own.
    /// </summary>
    public static bool MayName(CatalogIndex catalog, CustomerSnapshot customer, string? feature)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return feature is null || catalog.FindFeature(feature) is not { } known
            || (EntitlementDecider.PlanOf(catalog, customer) is { } plan && Entitles(customer, plan, known));
    }

    /// <summary>Whether a feature is the customer's to call: by its plan, or since it was paid for.</summary>
    public static bool Entitles(CustomerSnapshot customer, Plan plan, Feature feature)
    {
        ArgumentNullException.ThrowIfNull(customer);
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(feature);
        return feature.Entitlement is not { } key
            || EntitlementDecider.PaidOf(customer, key) is not null
            || plan.Entitlements.Any(e => e.Key == key && e.Kind is EntitlementKind.Boolean);
    }
}
