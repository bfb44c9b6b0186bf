using System.Text.Json.Serialization;
using Weir.Core.Engine;

namespace Weir.Api.Reservations;

/// <summary>A reservation with all that is known of it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Status">pending, posted, voided or expired.</param>
/// <param name="ExpiresAt">When its lease ends, or ended.</param>
/// <param name="CustomerId">Whose units.</param>
/// <param name="UserId">The user behind it; null when only the customer was named.</param>
/// <param name="Feature">What it is for.</param>
/// <param name="ReservedAt">When it was made.</param>
/// <param name="Lines">What it set aside, by meter: those that need a grant.</param>
/// <param name="Settled">What was used; left out until it is settled.</param>
/// <param name="VoidReason">Why it was voided; left out otherwise.</param>
internal sealed record Reservation(
    string Id,
    HoldState Status,
    DateTimeOffset ExpiresAt,
    Guid CustomerId,
    Guid? UserId,
    string? Feature,
    DateTimeOffset ReservedAt,
    IReadOnlyList<MeterQuantity> Lines,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] SettledReservation? Settled,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? VoidReason)
{
    public static Reservation Of(string id, Guid customerId, Hold hold) => new(
        id, hold.State, hold.ExpiresAt, customerId, hold.UserId, hold.Feature, hold.ReservedAt, hold.Held,
        hold.EventId is null ? null : SettledReservation.Of(id, hold), hold.VoidReason);
}
