using System.Globalization;
using Weir.Core.Accounts;
using Weir.Core.Catalog;
using Weir.Core.Engine;

namespace Weir.Core.Entitlements;

/// <summary>
/// Decides whether so many units of an entitlement, or of a meter, could be used now. As
/// <see cref="EntitlementDecider"/> it informs: a reserve made at the same instant would say the same.
/// </summary>
public static class CheckDecider
{
    /// <summary>Decides; null when the catalog knows no entitlement and no meter of this key.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="customer">Whose.</param>
    /// <param name="balance">The meter's balance, for a metered key; else null.</param>
    /// <param name="key">Entitlement key or meter code.</param>
    /// <param name="quantity">
    /// Units asked for, at least 0; null is one unit of a meter, and the value of a static entitlement whatever it is.
    /// </param>
    public static EntitlementDecision? Decide(
        CatalogIndex catalog, CustomerSnapshot customer, MeterBalance? balance, string key, long? quantity)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(customer);
        var decision = EntitlementDecider.Decide(catalog, customer, balance is null ? [] : [balance], key);
        if (decision is null) return catalog.FindMeter(key) is { } meter ? OfRecorded(meter, customer) : null;
        return decision.Kind switch
        {
            EntitlementKind.Metered => OfMetered(decision, balance, quantity ?? 1),
            EntitlementKind.Static => OfStatic(decision, quantity),
            _ => decision,
        };
    }

    private static EntitlementDecision OfMetered(EntitlementDecision decision, MeterBalance? balance, long quantity)
    {
        // Other refusals stand before the numbers.
        if (!decision.Allowed && decision.Reason is not EntitlementReason.QuotaExhausted) return decision;
        if (quantity > (balance?.Remaining ?? 0))
            return decision with { Allowed = false, Reason = EntitlementReason.QuotaExhausted };
        var included = balance is null
            || (Int128)balance.Used + balance.Held + quantity <= balance.Granted;
        return decision with
        {
            Allowed = true, Reason = included ? EntitlementReason.Granted : EntitlementReason.Overage,
        };
    }

    private static EntitlementDecision OfStatic(EntitlementDecision decision, long? quantity) =>
        decision.Allowed && quantity is { } asked
        && long.TryParse(decision.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var most) && asked > most
            ? decision with { Allowed = false, Reason = EntitlementReason.LimitExceeded }
            : decision;

    private static EntitlementDecision OfRecorded(Meter meter, CustomerSnapshot customer)
    {
        var reason = SubscriptionAccess.RefusalOf(customer.Status) is { } refusal
            ? EntitlementDecider.ReasonOf(refusal)
            : EntitlementReason.Unlimited;
        return new EntitlementDecision(
            meter.Code, EntitlementKind.Metered, reason is EntitlementReason.Unlimited, reason,
            EntitlementDecider.NoSource)
        {
            Unit = meter.Unit,
        };
    }
}
