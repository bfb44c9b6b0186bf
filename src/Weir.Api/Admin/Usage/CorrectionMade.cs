using Weir.Core.Engine;

namespace Weir.Api.Admin.Usage;

/// <summary>A correction that stands in the ledger.</summary>
/// <param name="Id">The row's id.</param>
/// <param name="Inserted">False when a repeat met the row of the first request.</param>
/// <param name="CustomerId">Whose it is.</param>
/// <param name="EventId">The event that it corrects.</param>
/// <param name="Overrun">Per meter, what is used in addition and found no room; empty for a repeat.</param>
/// <param name="Lost">Per meter, what went back to a period that is over; empty for a repeat.</param>
internal sealed record CorrectionMade(
    Guid Id,
    bool Inserted,
    Guid CustomerId,
    Guid EventId,
    IReadOnlyList<MeterQuantity> Overrun,
    IReadOnlyList<MeterQuantity> Lost);
