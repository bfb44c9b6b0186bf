namespace Weir.Core.Engine;

/// <summary>A hold as it stands at one instant.</summary>
/// <param name="HoldId">The hold.</param>
/// <param name="State">What became of it; by the clock, whether or not a sweep has run.</param>
/// <param name="ReservedAt">When it was made.</param>
/// <param name="ExpiresAt">When its lease ends, or ended.</param>
/// <param name="UserId">For whom; null for the customer as such.</param>
/// <param name="Feature">Feature code.</param>
/// <param name="VoidReason">Why it was released.</param>
/// <param name="EventId">The ledger row that settled it.</param>
/// <param name="Late">Whether it had ended before it was settled.</param>
/// <param name="Held">What it set aside, by meter: those that need a grant.</param>
/// <param name="Used">What was used, by meter; empty until it is settled.</param>
/// <param name="Overrun">The part of <paramref name="Used"/> beyond hold and limits.</param>
public sealed record Hold(
    Guid HoldId, HoldState State, DateTimeOffset ReservedAt, DateTimeOffset ExpiresAt, Guid? UserId, string? Feature,
    string? VoidReason, Guid? EventId, bool Late, IReadOnlyList<MeterQuantity> Held, IReadOnlyList<MeterQuantity> Used,
    IReadOnlyList<MeterQuantity> Overrun);
