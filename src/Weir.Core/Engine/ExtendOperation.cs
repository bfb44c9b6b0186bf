namespace Weir.Core.Engine;

/// <summary>
/// Extends a pending hold while its call goes on: all of it or, when a line does not fit, nothing. A repeat is harmless.
/// </summary>
/// <param name="CustomerId">The hold's customer.</param>
/// <param name="HoldId">The hold.</param>
/// <param name="Lease">
/// The hold then expires this long from now, unless it already expires later; null leaves its end as it is.
/// </param>
/// <param name="Lines">What it is to hold of a meter <em>in all</em>, not in addition; a hold never shrinks.</param>
public sealed record ExtendOperation(
    Guid CustomerId, Guid HoldId, TimeSpan? Lease, IReadOnlyList<MeterQuantity> Lines);
