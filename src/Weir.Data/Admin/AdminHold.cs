using Weir.Core.Engine;

namespace Weir.Data.Admin;

/// <summary>A hold as operators see it.</summary>
/// <param name="HoldId">Id, unique within the customer.</param>
/// <param name="UserId">Who called; null for a service.</param>
/// <param name="Feature">Feature code.</param>
/// <param name="State">pending, posted, voided, expired.</param>
/// <param name="ReservedAt">When it was taken.</param>
/// <param name="ExpiresAt">End of its lease.</param>
/// <param name="ResolvedAt">When it was resolved; null while pending.</param>
/// <param name="EventId">The usage event that posted it.</param>
/// <param name="VoidReason">Code of why it was voided.</param>
/// <param name="Lines">Units set aside, by meter.</param>
public sealed record AdminHold(
    Guid HoldId,
    Guid? UserId,
    string? Feature,
    string State,
    DateTimeOffset ReservedAt,
    DateTimeOffset ExpiresAt,
    DateTimeOffset? ResolvedAt,
    Guid? EventId,
    string? VoidReason,
    IReadOnlyList<MeterQuantity> Lines);
