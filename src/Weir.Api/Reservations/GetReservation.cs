using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Weir.Api.Metering;
using Weir.Data.Engine;
using Weir.Http.Problems;

namespace Weir.Api.Reservations;

/// <summary><c>GET /v1/reservations/{id}</c>.</summary>
internal static class GetReservation
{
    public static async Task<Results<Ok<Reservation>, WeirErrorResult>> HandleAsync(
        string id, HoldStore holds, CancellationToken cancellationToken) =>
        ReservationId.TryDecode(id, out var decoded)
        && await holds.FindAsync(decoded.CustomerId, decoded.HoldId, cancellationToken) is { } hold
            ? TypedResults.Ok(Reservation.Of(id, decoded.CustomerId, hold))
            : new WeirErrorResult(Refusals.NoReservation);
}
