using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Logging;
using Weir.Api.Metering;
using Weir.Core.Engine;
using Weir.Core.Errors;
using Weir.Data.Catalogs;
using Weir.Data.Engine;
using Weir.Http.Bodies;
using Weir.Http.Limits;
using Weir.Http.Problems;

namespace Weir.Api.Reservations;

/// <summary>
/// <c>POST /v1/reservations</c>: sets units aside for a customer. A repeat with the same key gets the first answer, from
/// whichever process, because the hold's id is made of the request.
/// </summary>
internal static class CreateReservation
{
    internal const int LongestLeaseS = 86_400;
    private const int DefaultLeaseS = 600;
    private const string Route = "POST /v1/reservations";

    public static async Task<Results<Ok<ReservationState>, WeirErrorResult>> HandleAsync(
        HttpContext context, ActingCustomers customers, CatalogCache catalogs, EngineClient engine, TimeProvider time,
        ILogger<ReservationState> logger, CancellationToken cancellationToken)
    {
        using var body = await JsonBody.ReadAsync(context, cancellationToken);
        if (body.Document is null) return new WeirErrorResult(body.Error!);
        var catalog = await catalogs.GetAsync(cancellationToken);
        var faults = new FaultCollector();
        var key = ReservationCall.ReadKey(context, faults);
        var reader = new JsonObjectReader(body.Document.RootElement, faults);
        var name = CustomerName.Read(reader);
        var lines = LineReader.Read(reader, catalog, least: 1);
        var leaseS = reader.Whole("expires_in_s", 1, LongestLeaseS) ?? DefaultLeaseS;
        var feature = reader.Text("feature", LineReader.MostName, minLength: 1);
        reader.RefuseOthers();
        if (faults.ToError() is { } error) return new WeirErrorResult(error);

        var (customer, userId, unknown) = await customers.FindAsync(name, cancellationToken);
        if (customer is null) return new WeirErrorResult(unknown!);
        if (Refusals.OfPlan(catalog, customer, feature) is { } refusal) return new WeirErrorResult(refusal);

        var hash = RequestHash.Of(Route, body.Document.RootElement);
        var holdId = key is null ? Guid.CreateVersion7() : OperationId.Of(customer.CustomerId, key, hash);
        var result = await engine.ReserveAsync(
            new ReserveOperation(
                customer.CustomerId, userId, holdId, feature, lines, TimeSpan.FromSeconds(leaseS), key, hash),
            cancellationToken);
        if (Judge(result, time, logger) is { } denied) return new WeirErrorResult(denied);
        var id = new ReservationId(customer.CustomerId, holdId).Encode();
        return TypedResults.Ok(new ReservationState(id, HoldState.Pending, result.ExpiresAt));
    }

    private static WeirError? Judge(ReserveResult result, TimeProvider time, ILogger logger)
    {
        switch (result.Status)
        {
            // The stored answer, whatever became of the hold since: GET tells that.
            case ReserveStatus.Reserved:
            case ReserveStatus.AlreadySettled when result.ExpiresAt != default:
                return null;
            case ReserveStatus.Denied:
                return LimitErrors.Of(result.Denial!, time.GetUtcNow());
            case ReserveStatus.Overloaded:
                return OverloadErrors.Refused;
            case ReserveStatus.KeyConflict:
                return Refusals.KeyConflict;
            case ReserveStatus.InProgress:
                return Refusals.InProgress;
            case ReserveStatus.AlreadySettled:
                return Refusals.Ended("The first request with this key was settled.", result.Settled?.EventId);
            default:
                Log.ReserveRefused(logger, result.Status, result.HoldId);
                return new WeirError(ErrorCode.Internal, "The units could not be set aside.");
        }
    }
}
