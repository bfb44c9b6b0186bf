using Weir.Core.Engine;

namespace Weir.Api.Reservations;

/// <summary>A reservation.</summary>
/// <param name="Id">Its id; opaque.</param>
/// <param name="Status">pending, posted, voided or expired.</param>
/// <param name="ExpiresAt">When its lease ends: units that are neither settled nor released by then come back.</param>
internal sealed record ReservationState(string Id, HoldState Status, DateTimeOffset ExpiresAt);
