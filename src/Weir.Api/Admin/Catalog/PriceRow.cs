using Weir.Core.Catalog;

namespace Weir.Api.Admin.Catalog;

/// <summary>What a provider charges for a model at a tier.</summary>
/// <param name="Provider">Provider.</param>
/// <param name="Model">Model; a dated snapshot of it has the same price.</param>
/// <param name="Tier">Tier as served.</param>
/// <param name="Version">Grows with every change; written on each usage event.</param>
/// <param name="EffectiveFrom">First instant at which it holds.</param>
/// <param name="BlockUnits">Units of one block.</param>
/// <param name="Rates">For each block.</param>
/// <param name="LongContextAbove">Input tokens above which the other rates price the whole call; null for never.</param>
/// <param name="LongContextRates">Those rates.</param>
/// <param name="Source">Where the figures were read, and when.</param>
internal sealed record PriceRow(
    string Provider,
    string Model,
    string Tier,
    int Version,
    DateTimeOffset EffectiveFrom,
    long BlockUnits,
    PriceRates Rates,
    long? LongContextAbove,
    PriceRates? LongContextRates,
    string? Source)
{
    public static PriceRow Of(Price price) => new(
        price.Provider, price.Model, price.Tier, price.Version, price.EffectiveFrom, price.BlockUnits,
        PriceRates.Of(price.Rates), price.LongContextAbove,
        price.LongContextRates is { } rates ? PriceRates.Of(rates) : null, price.Source);
}
