using Weir.Core.Accounts;
using Weir.Core.Catalog;
using Weir.Core.Engine;
using Weir.Core.Errors;

namespace Weir.Core.Entitlements;

/// <summary>
/// Decides entitlements from the catalog, a customer's subscription, what it paid for, and its balances. Pure: the same three give the
/// same answer. The answer informs; only a reserve decides what may be used.
/// </summary>
public static class EntitlementDecider
{
    /// <summary>Source of what nothing gives.</summary>
    public const string NoSource = "none";

    /// <summary>Source of units that no plan gives: purchases, promotions.</summary>
    public const string GrantSource = "grant";

    /// <summary>Every key that the catalog knows, allowed or not, in the order of the alphabet.</summary>
    public static IReadOnlyList<EntitlementDecision> DecideAll(
        CatalogIndex catalog, CustomerSnapshot customer, IReadOnlyList<MeterBalance> balances)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        var keys = catalog.Catalog.Plans.SelectMany(p => p.Entitlements).Select(e => e.Key)
            .Concat(catalog.Catalog.Meters.Where(m => m.Limit is MeterLimit.Granted).Select(m => m.Code))
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal);
        return [.. keys.Select(k => Decide(catalog, customer, balances, k)!)];
    }

    /// <summary>One key; null when the catalog does not know it.</summary>
    public static EntitlementDecision? Decide(
        CatalogIndex catalog, CustomerSnapshot customer, IReadOnlyList<MeterBalance> balances, string key)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(customer);
        ArgumentNullException.ThrowIfNull(balances);
        if (KindOf(catalog, customer, key) is not { } kind) return null;
        var plan = PlanOf(catalog, customer);
        var entitlement = plan?.Entitlements.FirstOrDefault(e => e.Key == key);
        var source = entitlement is null ? NoSource : $"plan:{plan!.Code}@{plan.Version}";
        var refusal = SubscriptionAccess.RefusalOf(customer.Status);
        if (kind is EntitlementKind.Metered)
        {
            var balance = balances.FirstOrDefault(b => b.Meter == key);
            if (entitlement is null && balance is { HardLimit: > 0 }) source = GrantSource;
            return DecideMetered(key, entitlement, balance, refusal, source) with
            {
                Unit = balance?.Unit ?? catalog.FindMeter(key)?.Unit,
            };
        }
        var reason = refusal is { } code ? ReasonOf(code)
            : entitlement is null ? EntitlementReason.FeatureNotEntitled
            : EntitlementReason.Granted;
        var allowed = reason is EntitlementReason.Granted;
        // A value that the plan gives stays; having it is having it, and says then what was paid for it.
        if (PaidOf(customer, key) is { } paid && (kind is EntitlementKind.Boolean || !allowed))
            return OfPaid(catalog, paid, kind);
        return new EntitlementDecision(key, kind, allowed, reason, source)
        {
            Value = allowed ? entitlement?.Value : null,
        };
    }

    /// <summary>What payments give of a key; null for nothing. It needs no plan that runs.</summary>
    internal static PaidEntitlement? PaidOf(CustomerSnapshot customer, string key) =>
        customer.Paid.FirstOrDefault(p => p.Key == key);

    private static EntitlementDecision OfPaid(CatalogIndex catalog, PaidEntitlement paid, EntitlementKind kind)
    {
        var plan = paid.PlanCode is { } code
            ? catalog.FindPlan(code, paid.PlanVersion) ?? catalog.FindCurrentPlan(code)
            : null;
        return new EntitlementDecision(paid.Key, kind, true, EntitlementReason.Granted, paid.Source)
        {
            Value = plan?.Entitlements.FirstOrDefault(e => e.Key == paid.Key)?.Value,
        };
    }

    /// <summary>The version that the customer's subscription is pinned to; null without a subscription.</summary>
    public static Plan? PlanOf(CatalogIndex catalog, CustomerSnapshot customer)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(customer);
        return customer.PlanCode is { } code ? catalog.FindPlan(code, customer.PlanVersion) : null;
    }

    private static EntitlementDecision DecideMetered(
        string key, PlanEntitlement? entitlement, MeterBalance? balance, ErrorCode? refusal, string source)
    {
        var remaining = balance?.Remaining ?? 0;
        var reason = refusal is { } code ? ReasonOf(code)
            : entitlement is null && source == NoSource ? EntitlementReason.FeatureNotEntitled
            : remaining == 0 ? EntitlementReason.QuotaExhausted
            : balance!.Used + balance.Held >= balance.Granted ? EntitlementReason.Overage
            : EntitlementReason.Granted;
        var allowed = reason is EntitlementReason.Granted or EntitlementReason.Overage;
        return new EntitlementDecision(key, EntitlementKind.Metered, allowed, reason, source) { Remaining = remaining };
    }

    /// <summary>
    /// The customer's own plan decides; else the newest version of any plan that has the key; else the meter.
    /// </summary>
    private static EntitlementKind? KindOf(CatalogIndex catalog, CustomerSnapshot customer, string key)
    {
        var own = PlanOf(catalog, customer)?.Entitlements.FirstOrDefault(e => e.Key == key);
        var any = own ?? catalog.Catalog.Plans
            .OrderByDescending(p => p.Version)
            .SelectMany(p => p.Entitlements)
            .FirstOrDefault(e => e.Key == key);
        if (any is not null) return any.Kind;
        return catalog.FindMeter(key) is { Limit: MeterLimit.Granted } ? EntitlementKind.Metered : null;
    }

    internal static EntitlementReason ReasonOf(ErrorCode refusal) => refusal is ErrorCode.SubscriptionPastDue
        ? EntitlementReason.SubscriptionPastDue
        : EntitlementReason.SubscriptionInactive;
}
