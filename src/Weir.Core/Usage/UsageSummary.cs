using Weir.Core.Engine;

namespace Weir.Core.Usage;

/// <summary>One customer's usage in one period: balances, and totals folded from the rollups.</summary>
public sealed record UsageSummary(
    DateTimeOffset PeriodStart, DateTimeOffset PeriodEnd, long Requests, long InputTokens, long CachedInputTokens,
    long OutputTokens, long ReasoningTokens, IReadOnlyList<MeterBalance> Meters);
