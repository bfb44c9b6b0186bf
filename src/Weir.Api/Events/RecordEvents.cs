using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;
using Weir.Api.Reservations;
using Weir.Api.Wire;
using Weir.Core.Catalog;
using Weir.Core.Errors;
using Weir.Data;
using Weir.Data.Catalogs;
using Weir.Http.Bodies;
using Weir.Http.Problems;

namespace Weir.Api.Events;

/// <summary>
/// <c>POST /v1/events</c>: usage that is known only afterwards, as CloudEvents 1.0, one or a batch. In a batch each event
/// has its own answer, in their order, and a bad one does not keep the others out.
/// </summary>
internal static class RecordEvents
{
    internal const string SingleType = "application/cloudevents+json";
    internal const string BatchType = "application/cloudevents-batch+json";
    internal const int MostEvents = 1000;
    internal const int MostBytes = 2 * 1024 * 1024;

    private static readonly TimeSpan s_retryAfter = TimeSpan.FromSeconds(2);
    private static readonly JsonBodyForm s_form = new(["application/json", SingleType, BatchType], AllowArray: true);
    private static readonly WeirError s_notOne = new(
        ErrorCode.MalformedRequest, $"{SingleType} is one event: send an object.");
    private static readonly WeirError s_notMany = new(
        ErrorCode.MalformedRequest, $"{BatchType} is a list of events: send an array.");

    public static async Task<Results<Ok<EventResult>, Ok<Page<EventResult>>, WeirErrorResult>> HandleAsync(
        HttpContext context, CatalogCache catalogs, EventRecorder recorder, CancellationToken cancellationToken)
    {
        using var body = await JsonBody.ReadAsync(context, s_form, cancellationToken);
        if (body.Document is null) return new WeirErrorResult(body.Error!);
        var faults = new FaultCollector();
        var key = ReservationCall.ReadKey(context, faults);
        var root = body.Document.RootElement;
        var isBatch = root.ValueKind is JsonValueKind.Array;
        if (isBatch && root.GetArrayLength() > MostEvents)
            faults.Add("events", $"must be at most {MostEvents} in one request");
        if ((RefuseForm(context.Request, isBatch) ?? faults.ToError()) is { } error) return new WeirErrorResult(error);

        var catalog = await catalogs.GetAsync(cancellationToken);
        try
        {
            if (isBatch)
            {
                return await RecordAllAsync(root, catalog, recorder, key, cancellationToken) is { } page
                    ? TypedResults.Ok(page)
                    : Missing(ErrorCode.Overloaded);
            }
            if (CloudEventReader.Read(root, catalog, out var refusal) is not { } single)
                return new WeirErrorResult(refusal!);
            if (await recorder.RecordAsync([single], key, cancellationToken) is not [var outcome])
                return Missing(ErrorCode.Overloaded);
            return outcome.Error is null ? TypedResults.Ok(outcome.ToResult()) : new WeirErrorResult(outcome.Error);
        }
        catch (StoreUnavailableException)
        {
            return Missing(ErrorCode.StoreUnavailable);
        }
    }

    private static WeirErrorResult Missing(ErrorCode code) => new(
        new WeirError(code, "Events may be missing. Send the same request again: what is in the ledger counts once.")
        {
            RetryAfter = s_retryAfter,
        });

    /// <summary>Null when some were not taken for load.</summary>
    private static async Task<Page<EventResult>?> RecordAllAsync(
        JsonElement root, CatalogIndex catalog, EventRecorder recorder, string? key, CancellationToken cancellationToken)
    {
        var results = new EventResult?[root.GetArrayLength()];
        var events = new List<CloudEvent>(results.Length);
        var places = new List<int>(results.Length);
        var next = 0;
        foreach (var element in root.EnumerateArray())
        {
            if (CloudEventReader.Read(element, catalog, out var error) is { } item)
            {
                events.Add(item);
                places.Add(next);
            }
            else
            {
                results[next] = new EventOutcome(null, error).ToResult();
            }
            next++;
        }
        if (await recorder.RecordAsync(events, key, cancellationToken) is not { } outcomes) return null;
        for (var i = 0; i < places.Count; i++) results[places[i]] = outcomes[i].ToResult();
        return new Page<EventResult>(results!, null);
    }

    /// <summary>The two types of CloudEvents say how many there are; plain JSON leaves it to the body.</summary>
    private static WeirError? RefuseForm(HttpRequest request, bool isBatch)
    {
        var type = MediaTypeHeaderValue.Parse(request.Headers.ContentType[0]).MediaType;
        if (isBatch && type.Equals(SingleType, StringComparison.OrdinalIgnoreCase)) return s_notOne;
        return !isBatch && type.Equals(BatchType, StringComparison.OrdinalIgnoreCase) ? s_notMany : null;
    }
}
