using Weir.Core.Accounts;
using Weir.Core.Catalog;
using Weir.Core.Engine;
using Weir.Core.Usage;

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
    /// <param name="balance">The meter's balance, for one that needs a grant; else null.</param>
    /// <param name="limits">The limits that hold for the call; those of other meters are passed over.</param>
    /// <param name="key">Entitlement key or meter code.</param>
    /// <param name="feature">The feature that is to be called with a meter's units; null for none.</param>
    /// <param name="quantity">
    /// Units asked for, at least 0; null is one unit of a meter, and the value of a static entitlement whatever it is.
    /// </param>
    public static EntitlementDecision? Decide(
        CatalogIndex catalog, CustomerSnapshot customer, MeterBalance? balance, IReadOnlyList<LimitState> limits,
        string key, string? feature, long? quantity)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(customer);
        ArgumentNullException.ThrowIfNull(limits);
        var decision = EntitlementDecider.Decide(catalog, customer, balance is null ? [] : [balance], key)
            ?? (catalog.FindMeter(key) is { } meter ? OfRecorded(meter, customer) : null);
        if (decision is { Kind: EntitlementKind.Metered, Allowed: true }
            && !FeatureAccess.MayName(catalog, customer, feature))
            return decision with { Allowed = false, Reason = EntitlementReason.FeatureNotEntitled };
        return decision?.Kind switch
        {
            EntitlementKind.Metered => Within(OfMetered(decision, balance, quantity ?? 1), limits, quantity ?? 1),
            EntitlementKind.Static => OfStatic(decision, quantity),
            _ => decision,
        };
    }

    private static EntitlementDecision OfMetered(EntitlementDecision decision, MeterBalance? balance, long quantity)
    {
        // Other refusals stand before the numbers, and a meter that is only recorded has none.
        if (decision.Reason is EntitlementReason.Unlimited
            || (!decision.Allowed && decision.Reason is not EntitlementReason.QuotaExhausted))
            return decision;
        if (quantity > (balance?.Remaining ?? 0))
            return decision with { Allowed = false, Reason = EntitlementReason.QuotaExhausted };
        var included = balance is null || (Int128)balance.Used + balance.Held + quantity <= balance.Granted;
        return decision with
        {
            Allowed = true, Reason = included ? EntitlementReason.Granted : EntitlementReason.Overage,
        };
    }

    /// <summary>
    /// The plan's limits leave no more than the tightest of them. As in a reserve, grants are named first, then the limit
    /// that stays longest; a call counts as one request.
    /// </summary>
    private static EntitlementDecision Within(
        EntitlementDecision decision, IReadOnlyList<LimitState> limits, long quantity)
    {
        LimitState? broken = null;
        foreach (var limit in limits)
        {
            var isCall = limit.Meter == PlanLimit.Requests;
            if (!isCall && limit.Meter != decision.Key) continue;
            if (!isCall)
                decision = decision with { Remaining = Math.Min(decision.Remaining ?? long.MaxValue, limit.Remaining) };
            if ((isCall ? 1 : quantity) <= limit.Remaining) continue;
            if (broken is null || EndOf(limit) > EndOf(broken)) broken = limit;
        }
        return broken is null || !decision.Allowed
            ? decision
            : decision with
            {
                Allowed = false,
                Reason = broken.WindowSeconds > 0 ? EntitlementReason.RateLimited : EntitlementReason.QuotaExhausted,
            };
    }

    private static DateTimeOffset EndOf(LimitState limit) => limit.ResetsAt ?? DateTimeOffset.MaxValue;

    private static EntitlementDecision OfStatic(EntitlementDecision decision, long? quantity) =>
        decision.Allowed && quantity is { } asked && StaticLimits.TryRead(decision, out _)
        && StaticLimits.Refusal(decision, asked) is not null
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
