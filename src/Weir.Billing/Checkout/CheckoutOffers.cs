using Weir.Billing.Providers;
using Weir.Core.Catalog;
using Weir.Data.Catalogs;
using Weir.Http.Bodies;

namespace Weir.Billing.Checkout;

/// <summary>Which offer a checkout means: its plan's, by the provider that it names or by the first that sells it.</summary>
internal sealed class CheckoutOffers(CatalogCache catalogs, PaymentProviders providers, BillingOptions options)
{
    /// <summary>The offer; null when there is none, and then a fault says why.</summary>
    public async Task<PlanOffer?> FindAsync(
        CheckoutInput input, FaultCollector faults, CancellationToken cancellationToken)
    {
        if (input.Plan is null) return null;
        var catalog = await catalogs.GetAsync(cancellationToken);
        var offers = OffersOf(catalog, input.Plan);
        if (offers.Count == 0)
        {
            var plans = catalog.Catalog.Plans.Select(plan => plan.Code).Distinct().Where(code => OffersOf(catalog, code).Count > 0);
            var list = string.Join(", ", plans);
            faults.Add("plan", list.Length == 0
                ? "cannot be bought: nothing is for sale on this server"
                : $"must be one that can be bought: {list}");
            return null;
        }
        if (input.Provider is not { } wanted) return offers[0];
        var chosen = offers.FirstOrDefault(offer => offer.Provider == wanted);
        if (chosen is null) faults.Add("provider", "does not sell this plan here");
        return chosen;
    }

    /// <summary>Stripe's first.</summary>
    private List<PlanOffer> OffersOf(CatalogIndex catalog, string plan) =>
    [
        .. from provider in providers.Names.Order()
           let price = catalog.FindPriceOfPlan(plan, provider, options.Mode)
           where price is not null
           select new PlanOffer(provider, price),
    ];
}
