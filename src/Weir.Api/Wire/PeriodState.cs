namespace Weir.Api.Wire;

/// <summary>A half-open period.</summary>
/// <param name="Start">First instant.</param>
/// <param name="End">First instant after it.</param>
internal sealed record PeriodState(DateTimeOffset Start, DateTimeOffset End);
