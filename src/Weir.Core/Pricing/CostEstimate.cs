using Weir.Core.Catalog;

namespace Weir.Core.Pricing;

/// <summary>The most that one call can use, on the dearest of the targets and tiers that may serve it.</summary>
/// <param name="InputTokens">Bound of the input.</param>
/// <param name="OutputTokens">Bound of the output, reasoning included.</param>
/// <param name="CostNanoUsd">Bound of the cost.</param>
/// <param name="Dearest">The price behind <paramref name="CostNanoUsd"/>.</param>
public sealed record CostEstimate(long InputTokens, long OutputTokens, long CostNanoUsd, Price Dearest);
