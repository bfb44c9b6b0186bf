using Weir.Core.Catalog;
using Weir.Core.Engine;

namespace Weir.Gateway.Pipeline;

/// <summary>The quantities of a call by meter: cost, tokens and the feature's fixed charges; each meter once.</summary>
internal static class MeterLines
{
    /// <summary>
    /// What to set aside: meters that need a grant, or that the plan limits; the others are written when the call is settled.
    /// </summary>
    public static IReadOnlyList<MeterQuantity> ToHold(
        CatalogIndex catalog, Plan? plan, Feature feature, long costNanoUsd, long tokens) =>
        [.. Sum(catalog, feature.Charges, costNanoUsd, tokens)
            .Where(line => catalog.FindMeter(line.Meter) is { Limit: MeterLimit.Granted }
                || plan?.Limits.Any(limit => limit.Meter == line.Meter) == true)];

    /// <summary>What to post. Fixed charges are for answers: a call without one does not cost a generation.</summary>
    public static IReadOnlyList<MeterQuantity> ToPost(
        CatalogIndex catalog, Feature feature, long costNanoUsd, long tokens, bool answered) =>
        Sum(catalog, answered ? feature.Charges : [], costNanoUsd, tokens);

    private static List<MeterQuantity> Sum(
        CatalogIndex catalog, IEnumerable<FixedCharge> charges, long costNanoUsd, long tokens) =>
        [.. charges
            .Select(charge => new MeterQuantity(charge.Meter, charge.Quantity))
            .Prepend(new(MeterCodes.Tokens, tokens))
            .Prepend(new(MeterCodes.Cost, costNanoUsd))
            .Where(line => catalog.FindMeter(line.Meter) is not null)
            .GroupBy(line => line.Meter, (meter, lines) => new MeterQuantity(meter, lines.Sum(l => l.Quantity)))];
}
