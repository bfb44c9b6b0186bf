using Weir.Api.Wire;

namespace Weir.Api.Admin.Usage;

/// <summary>A customer's usage in one period.</summary>
/// <param name="CustomerId">The customer.</param>
/// <param name="Period">What is summed up.</param>
/// <param name="Requests">Calls.</param>
/// <param name="Tokens">Tokens of these calls.</param>
/// <param name="Meters">Every limited meter, in base units.</param>
internal sealed record CustomerUsage(
    Guid CustomerId, PeriodState Period, long Requests, TokenTotals Tokens, IReadOnlyList<MeterState> Meters);
