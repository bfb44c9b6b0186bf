using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Logging;
using Weir.Api.Metering;
using Weir.Core.Engine;
using Weir.Core.Errors;
using Weir.Data.Catalogs;
using Weir.Data.Engine;
using Weir.Http.Bodies;
using Weir.Http.Problems;

namespace Weir.Api.Reservations;

/// <summary>
/// <c>POST /v1/reservations/{id}/extend</c>: a longer lease, or more units, while the call goes on; both or neither. Lines
/// are totals, so a repeat changes nothing.
/// </summary>
internal static class ExtendReservation
{
    public static async Task<Results<Ok<ReservationState>, WeirErrorResult>> HandleAsync(
        string id, HttpContext context, CatalogCache catalogs, EngineClient engine, HoldStore holds, TimeProvider time,
        ILogger<ReservationState> logger, CancellationToken cancellationToken)
    {
        using var body = await JsonBody.ReadAsync(context, cancellationToken);
        if (body.Document is null) return new WeirErrorResult(body.Error!);
        var catalog = await catalogs.GetAsync(cancellationToken);
        var faults = new FaultCollector();
        var key = ReservationCall.ReadKey(context, faults);
        var reader = new JsonObjectReader(body.Document.RootElement, faults);
        var leaseS = reader.Whole("expires_in_s", 1, CreateReservation.LongestLeaseS);
        var lines = LineReader.Read(reader, catalog, least: 1, required: false);
        if (reader.Any("expires_in_s") is null && reader.Any("lines") is null)
            faults.Add("expires_in_s", "is required, or lines: there is nothing to extend");
        reader.RefuseOthers();
        if (faults.ToError() is { } error) return new WeirErrorResult(error);
        if (!ReservationId.TryDecode(id, out var decoded)) return new WeirErrorResult(Refusals.NoReservation);

        var hash = RequestHash.Of($"POST /v1/reservations/{id}/extend", body.Document.RootElement);
        var call = new ReservationCall(decoded, id, key, hash);
        if (await call.ClaimAsync(holds, cancellationToken) is { } claimed) return new WeirErrorResult(claimed);
        TimeSpan? lease = leaseS is { } seconds ? TimeSpan.FromSeconds(seconds) : null;
        var result = await engine.ExtendAsync(
            new ExtendOperation(decoded.CustomerId, decoded.HoldId, lease, lines), cancellationToken);
        if (result is { Status: ExtendStatus.Extended, ExpiresAt: { } expiresAt })
            return TypedResults.Ok(new ReservationState(id, HoldState.Pending, expiresAt));
        return new WeirErrorResult(
            Judge(result, decoded, time, logger)
            ?? Refusals.Ended(
                "This reservation was settled before.",
                (await holds.FindAsync(decoded.CustomerId, decoded.HoldId, cancellationToken))?.EventId));
    }

    /// <summary>Null for one that was settled: its event is looked up.</summary>
    private static WeirError? Judge(ExtendResult result, ReservationId id, TimeProvider time, ILogger logger)
    {
        switch (result.Status)
        {
            case ExtendStatus.Denied:
                return LimitErrors.Of(result.Denial!, time.GetUtcNow());
            case ExtendStatus.NotFound:
                return Refusals.NoReservation;
            case ExtendStatus.AlreadyPosted:
                return null;
            case ExtendStatus.AlreadyVoided:
                return Refusals.Ended("This reservation was voided before; make a new one.", null);
            case ExtendStatus.AlreadyExpired:
                return Refusals.Ended("The lease of this reservation has run out; make a new one.", null);
            default:
                Log.ExtendRefused(logger, result.Status, id.HoldId);
                return new WeirError(ErrorCode.Internal, "The reservation could not be extended.");
        }
    }
}
