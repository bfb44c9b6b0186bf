using Weir.Core.Catalog;

namespace Weir.Core.Pricing;

/// <summary>
/// Estimates a call before it is made. A call goes to the route's target, or once more to its fallback inside the same
/// hold, and a provider may serve a lower tier than was asked: the estimate is the dearest of all these. It is not
/// their sum: an attempt that is given up for the fallback is one that the provider did not charge, or that the
/// operator pays for (see the gateway's written policies); if both attempts report usage, the difference is booked as
/// overrun.
/// </summary>
public static class CostEstimator
{
    /// <summary>Tier that a provider falls back to by itself.</summary>
    public const string DefaultTier = "default";

    /// <summary>The estimate; null when the target or the fallback has no price: refuse the call.</summary>
    public static CostEstimate? Estimate(
        CatalogIndex catalog, ModelRoute route, long inputTokens, long outputTokens, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(route);
        CostEstimate? dearest = null;
        RouteTarget[] targets = route.Fallback is { } fallback ? [route.Target, fallback] : [route.Target];
        foreach (var target in targets)
        {
            if (catalog.FindPrice(target.Provider, target.Model, target.Tier, at) is not { } asked) return null;
            Consider(asked);
            if (catalog.FindPrice(target.Provider, target.Model, DefaultTier, at) is { } served) Consider(served);
        }
        return dearest;

        void Consider(Price price)
        {
            var cost = CostCalculator.UpperBound(price, inputTokens, outputTokens);
            if (dearest is null || cost > dearest.CostNanoUsd) dearest = new(inputTokens, outputTokens, cost, price);
        }
    }
}
