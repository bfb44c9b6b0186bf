using Weir.Api.Wire;

namespace Weir.Api.Usage;

/// <summary>The customer's usage in one period. Amounts in USD are exact decimal strings.</summary>
/// <param name="CustomerId">The customer.</param>
/// <param name="Plan">Its plan.</param>
/// <param name="Period">What is summed up.</param>
/// <param name="IncludedCapUsd">AI cost included in the period.</param>
/// <param name="HardLimitUsd">Where calls stop; between the two is overage.</param>
/// <param name="UsedUsd">AI cost of the calls that are settled.</param>
/// <param name="HeldUsd">Set aside for calls that are running.</param>
/// <param name="RemainingUsd">What can still be used.</param>
/// <param name="Requests">Calls.</param>
/// <param name="Tokens">Tokens of these calls.</param>
/// <param name="Meters">Every limited meter.</param>
internal sealed record MyUsage(
    Guid CustomerId,
    PlanState Plan,
    PeriodState Period,
    string IncludedCapUsd,
    string HardLimitUsd,
    string UsedUsd,
    string HeldUsd,
    string RemainingUsd,
    long Requests,
    TokenTotals Tokens,
    IReadOnlyList<MeterState> Meters);
