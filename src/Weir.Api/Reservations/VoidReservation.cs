using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Weir.Api.Metering;
using Weir.Core.Engine;
using Weir.Data.Engine;
using Weir.Http.Bodies;
using Weir.Http.Problems;

namespace Weir.Api.Reservations;

/// <summary>
/// <c>POST /v1/reservations/{id}/void</c>: gives the units back. One that was voided or has expired holds nothing either, so
/// that is an answer; one that was settled is not.
/// </summary>
internal static class VoidReservation
{
    private const int MostReason = 100;
    private const string DefaultReason = "client_void";

    public static async Task<Results<Ok<ReservationState>, WeirErrorResult>> HandleAsync(
        string id, HttpContext context, EngineClient engine, HoldStore holds, CancellationToken cancellationToken)
    {
        using var body = await OptionalBody.ReadAsync(context, cancellationToken);
        if (body.Error is { } unread) return new WeirErrorResult(unread);
        var faults = new FaultCollector();
        var key = ReservationCall.ReadKey(context, faults);
        var reason = DefaultReason;
        if (body.Document is { } document)
        {
            var reader = new JsonObjectReader(document.RootElement, faults);
            reason = reader.Text("reason", MostReason, minLength: 1) ?? DefaultReason;
            reader.RefuseOthers();
        }
        if (faults.ToError() is { } error) return new WeirErrorResult(error);
        if (!ReservationId.TryDecode(id, out var decoded)) return new WeirErrorResult(Refusals.NoReservation);

        var hash = RequestHash.Of($"POST /v1/reservations/{id}/void", body.Document?.RootElement);
        var call = new ReservationCall(decoded, id, key, hash);
        if (await call.ClaimAsync(holds, cancellationToken) is { } claimed) return new WeirErrorResult(claimed);
        await engine.VoidAsync(
            new VoidOperation(decoded.CustomerId, decoded.HoldId, reason), CancellationToken.None);
        var hold = await holds.FindAsync(decoded.CustomerId, decoded.HoldId, cancellationToken);
        if (hold is null) return new WeirErrorResult(Refusals.NoReservation);
        return hold.EventId is { } eventId
            ? new WeirErrorResult(Refusals.Ended("This reservation was settled before.", eventId))
            : TypedResults.Ok(new ReservationState(id, hold.State, hold.ExpiresAt));
    }
}
