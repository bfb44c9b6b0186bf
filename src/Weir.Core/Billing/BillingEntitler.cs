using Weir.Core.Accounts;

namespace Weir.Core.Billing;

/// <summary>
/// What a customer's payments give: a function of what is known of them, the catalog and the time. The pure twin of
/// <c>weir.billing_plan</c> and <c>weir.billing_entitlements</c>.
/// </summary>
public static class BillingEntitler
{
    /// <summary>Of one customer and one provider.</summary>
    /// <param name="state">What is known of the provider's objects.</param>
    /// <param name="provider">Which.</param>
    /// <param name="customerId">Whose.</param>
    /// <param name="sells">What a price, or a licence's product, gives; null: no plan has it.</param>
    /// <param name="pastDueGrace">How long access goes on after a renewal failed.</param>
    /// <param name="now">The instant.</param>
    public static Billed Entitle(
        BillingState state, BillingProvider provider, Guid customerId, Func<string, BillingOffer?> sells,
        TimeSpan pastDueGrace, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(sells);
        var name = provider.Name();
        var offers = OfSubscriptions(state, name, customerId, sells, pastDueGrace)
            .Concat(OfLicenses(state, name, customerId, sells))
            .ToList();
        var plan = offers
            .Where(offer => offer.Access.At(now) is not null)
            .OrderByDescending(offer => offer.Access.GivesAt(now))
            .ThenByDescending(offer => offer.Access.At(now) is SubscriptionStatus.PastDue)
            .ThenByDescending(offer => offer.Gives.Worth)
            .ThenBy(offer => offer.Gives.Plan, StringComparer.Ordinal)
            .ThenByDescending(offer => offer.Source, StringComparer.Ordinal)
            .Select(offer => new BilledPlan(
                offer.Gives.Plan, provider, offer.Access.At(now)!.Value, offer.AnchorAt,
                offer.Access.GivesAt(now) ? offer.Access.Until : null))
            .FirstOrDefault();
        return new Billed(plan, Entitlements(offers, now));
    }

    private static IReadOnlyList<BilledEntitlement> Entitlements(List<Offered> offers, DateTimeOffset now) =>
    [
        .. offers
            .Where(offer => offer.Access.GivesAt(now))
            .SelectMany(offer => offer.Gives.Keys.Select(key => (Key: key, Offer: offer)))
            .GroupBy(given => given.Key, StringComparer.Ordinal)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            // The one that gives it longest, so that time alone never brings another to the fore.
            .Select(group => group
                .OrderByDescending(given => given.Offer.Access.Until)
                .ThenByDescending(given => given.Offer.Gives.Worth)
                .ThenBy(given => given.Offer.Source, StringComparer.Ordinal)
                .First())
            .Select(given => new BilledEntitlement(
                given.Key, given.Offer.Source, given.Offer.Gives.Plan, given.Offer.Gives.Version, given.Offer.Access.Until)),
    ];

    private static IEnumerable<Offered> OfSubscriptions(
        BillingState state, string provider, Guid customerId, Func<string, BillingOffer?> sells, TimeSpan grace)
    {
        foreach (var subscription in state.Subscriptions.Where(fact => state.OwnerOf(fact) == customerId))
        {
            if (sells(subscription.PriceId) is not { } gives) continue;
            var payments = state.PaymentsOf(subscription.ObjectId);
            var first = payments
                .Where(BillingAccess.Brought)
                .Select(payment => (DateTimeOffset?)payment.MadeAt)
                .Min();
            yield return new Offered(
                $"subscription:{provider}:{subscription.ObjectId}", gives,
                BillingAccess.Of(subscription, payments, grace), subscription.PeriodStartsAt ?? first);
        }
    }

    /// <summary>
    /// A licence gives nothing while its order is not paid, or given back, nor beside a subscription of the same plan that has
    /// not ended: then it is that one's, which knows better.
    /// </summary>
    private static IEnumerable<Offered> OfLicenses(
        BillingState state, string provider, Guid customerId, Func<string, BillingOffer?> sells)
    {
        var subscribed = state.Subscriptions
            .Where(fact => state.OwnerOf(fact) == customerId
                && fact.Status is not (BillingStatus.Incomplete or BillingStatus.Ended or BillingStatus.NeverPaid))
            .Select(fact => sells(fact.PriceId)?.Plan)
            .ToHashSet();
        foreach (var license in state.Licenses.Where(fact => state.OwnerOf(fact) == customerId))
        {
            var order = license.OrderId is null ? null : state.FindPayment($"order:{license.OrderId}");
            var gives = (order?.PriceId is { } price ? sells(price) : null) ?? sells(license.ProductId);
            if (gives is null || subscribed.Contains(gives.Plan)
                || license.State is not (LicenseState.Inactive or LicenseState.Active)
                || order is { State: not (PaymentState.Paid or PaymentState.PartlyRefunded) }) continue;
            var until = license.ExpiresAt ?? DateTimeOffset.MaxValue;
            yield return new Offered(
                $"license:{provider}:{license.ObjectId}", gives, new(SubscriptionStatus.Active, until, null), order?.MadeAt);
        }
    }

    private sealed record Offered(string Source, BillingOffer Gives, BillingAccess Access, DateTimeOffset? AnchorAt);
}
