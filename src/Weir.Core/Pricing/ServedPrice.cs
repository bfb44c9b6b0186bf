using Weir.Core.Catalog;

namespace Weir.Core.Pricing;

/// <summary>The price by which an answer is settled.</summary>
/// <param name="Price">The price.</param>
/// <param name="Exact">False when what was served has no price of its own and <paramref name="Price"/> stands in for
/// it.</param>
public sealed record ServedPrice(Price Price, bool Exact)
{
    /// <summary>
    /// A call is priced by the model and the tier that served it, not by those that were asked for. A resolved model
    /// name that the catalog does not know is priced as the model asked for. A tier without a price is priced by the
    /// dearest price of the hold and is not exact: the call is over, so it cannot be refused, and it is not given away.
    /// </summary>
    /// <param name="catalog">The catalog of the admission.</param>
    /// <param name="asked">Target of the attempt that was served.</param>
    /// <param name="model">Model as the provider resolved it; null when it did not say.</param>
    /// <param name="tier">Tier as served; null when the provider did not say, which counts as the tier asked
    /// for.</param>
    /// <param name="hold">The estimate of the admission.</param>
    /// <param name="at">Instant of the admission.</param>
    public static ServedPrice Find(
        CatalogIndex catalog, RouteTarget asked, string? model, string? tier, CostEstimate hold, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(asked);
        ArgumentNullException.ThrowIfNull(hold);
        var served = tier ?? asked.Tier;
        var price = catalog.FindPrice(asked.Provider, model ?? asked.Model, served, at)
            ?? catalog.FindPrice(asked.Provider, asked.Model, served, at);
        return price is not null ? new(price, true) : new(hold.Dearest, false);
    }
}
