namespace Weir.Core.Catalog;

/// <summary>
/// What a provider charges for a model at a tier, from an instant on. Integer nano-USD per block of units
/// (1,000,000 tokens). An unknown price refuses the call: nothing is served free.
/// </summary>
/// <param name="Provider">Provider.</param>
/// <param name="Model">Model as routed; a dated snapshot of it (<c>gpt-5-mini-2025-08-07</c>) has the same price.</param>
/// <param name="Tier">Tier as served.</param>
/// <param name="Version">Grows with every change; written on each usage event.</param>
/// <param name="EffectiveFrom">First instant at which it holds.</param>
/// <param name="BlockUnits">Units of one block.</param>
/// <param name="Rates">Standard rates.</param>
public sealed record Price(
    string Provider, string Model, string Tier, int Version, DateTimeOffset EffectiveFrom, long BlockUnits, TokenRates Rates)
{
    /// <summary>Input tokens above which <see cref="LongContextRates"/> price the whole call; null for never.</summary>
    public long? LongContextAbove { get; init; }
    public TokenRates? LongContextRates { get; init; }

    /// <summary>Where the figures were read, and when.</summary>
    public string? Source { get; init; }
}
