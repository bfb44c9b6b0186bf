using Weir.Core.Engine;
using Weir.Data.Admin;

namespace Weir.Api.Admin.Holds;

/// <summary>Units set aside for one call.</summary>
/// <param name="Id">Its id, unique within the customer.</param>
/// <param name="State">pending, posted, voided or expired.</param>
/// <param name="UserId">Who called; null for a service.</param>
/// <param name="Feature">Feature code.</param>
/// <param name="ReservedAt">When it was taken.</param>
/// <param name="ExpiresAt">End of its lease.</param>
/// <param name="ResolvedAt">When it was resolved; null while pending.</param>
/// <param name="EventId">The usage event that posted it.</param>
/// <param name="VoidReason">Code of why it was voided.</param>
/// <param name="Meters">Units set aside, by meter, in base units.</param>
internal sealed record HoldRow(
    Guid Id,
    string State,
    Guid? UserId,
    string? Feature,
    DateTimeOffset ReservedAt,
    DateTimeOffset ExpiresAt,
    DateTimeOffset? ResolvedAt,
    Guid? EventId,
    string? VoidReason,
    IReadOnlyList<MeterQuantity> Meters)
{
    public static HoldRow Of(AdminHold hold) => new(
        hold.HoldId, hold.State, hold.UserId, hold.Feature, hold.ReservedAt, hold.ExpiresAt, hold.ResolvedAt,
        hold.EventId, hold.VoidReason, hold.Lines);
}
