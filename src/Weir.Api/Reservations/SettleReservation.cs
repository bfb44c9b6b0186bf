using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Weir.Api.Metering;
using Weir.Core.Engine;
using Weir.Data.Catalogs;
using Weir.Data.Engine;
using Weir.Http.Bodies;
using Weir.Http.Problems;

namespace Weir.Api.Reservations;

/// <summary>
/// <c>POST /v1/reservations/{id}/settle</c>: posts what was used. A repeat with the same key gets the first answer, which is
/// read from the ledger; any other settle of a reservation that is settled is refused, with the event that settled it.
/// </summary>
internal static class SettleReservation
{
    public static async Task<Results<Ok<SettledReservation>, WeirErrorResult>> HandleAsync(
        string id, HttpContext context, CatalogCache catalogs, EngineClient engine, HoldStore holds,
        CancellationToken cancellationToken)
    {
        using var body = await JsonBody.ReadAsync(context, cancellationToken);
        if (body.Document is null) return new WeirErrorResult(body.Error!);
        var catalog = await catalogs.GetAsync(cancellationToken);
        var faults = new FaultCollector();
        var key = ReservationCall.ReadKey(context, faults);
        var reader = new JsonObjectReader(body.Document.RootElement, faults);
        var lines = LineReader.Read(reader, catalog, least: 0);
        var member = reader.Child("event");
        var details = member is null ? new UsageEventDetails { Provenance = "client" } : DetailsReader.Read(member);
        member?.RefuseOthers();
        reader.RefuseOthers();
        if (faults.ToError() is { } error) return new WeirErrorResult(error);
        if (!ReservationId.TryDecode(id, out var decoded)) return new WeirErrorResult(Refusals.NoReservation);

        var hash = RequestHash.Of($"POST /v1/reservations/{id}/settle", body.Document.RootElement);
        var call = new ReservationCall(decoded, id, key, hash);
        if (await call.ClaimAsync(holds, cancellationToken) is { } claimed) return new WeirErrorResult(claimed);
        var operation = new SettleOperation(decoded.CustomerId, decoded.HoldId, call.OperationId, lines, details);
        SettleResult result;
        try
        {
            // What was used is booked whether or not the caller still listens.
            result = await engine.SettleAsync(operation, CancellationToken.None);
        }
        catch (QuantityOverflowException)
        {
            faults.Add("lines", "are more than the books can hold beside what is in them");
            return new WeirErrorResult(faults.ToError()!);
        }
        switch (result.Status)
        {
            case SettleStatus.NotFound:
                return new WeirErrorResult(Refusals.NoReservation);
            case SettleStatus.AlreadyPosted when result.EventId == operation.EventId:
                var hold = await holds.FindAsync(decoded.CustomerId, decoded.HoldId, cancellationToken);
                return TypedResults.Ok(SettledReservation.Of(id, hold!));
            case SettleStatus.AlreadyPosted:
                return new WeirErrorResult(Refusals.Ended("This reservation was settled before.", result.EventId));
            default:
                return TypedResults.Ok(SettledReservation.Of(id, operation, result));
        }
    }
}
