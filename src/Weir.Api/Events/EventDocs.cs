using Weir.Api.OpenApi;
using Weir.Api.Wire;
using Weir.Core.Errors;

namespace Weir.Api.Events;

/// <summary>Documentation of the events' operation.</summary>
internal static class EventDocs
{
    private static readonly CloudEventInput s_tokens = new(
        "1.0", "call-8123", "/summaries/worker-1", "ai_tokens", Samples.User.ToString("D"), Samples.CalledAt,
        new UsageData(3334) { Provider = "openai", Model = "gpt-5-mini-2025-08-07", CostUsd = "0.000604000" });

    private static readonly CloudEventInput s_cost = s_tokens with
    {
        Id = "call-8124", Type = "com.example.summary.made", Data = new UsageData(604_000, "ai_cost"),
    };

    private static readonly EventResult s_inserted = new(true, Samples.Event);

    private static readonly EventResult s_refused = new(
        false, null, Error: EventError.Of(new WeirError(ErrorCode.InvalidInput, "One member is not valid; see errors.")
        {
            Faults = [new FieldFault("data.quantity", "must be at least 0")],
        }));

    public static readonly OperationDoc Record = new()
    {
        Id = "record_events",
        Tag = "Metering",
        Summary = "Books usage that is known only afterwards: one CloudEvent, or a batch of at most 1,000.",
        Description =
            "What was used is booked, never refused for lack of units. An event whose `source` and `id` were booked for its "
            + "customer before answers `inserted: false` and counts once, for 35 days at least; with another content it also "
            + "says `conflict: true`. A batch is answered in its order, `{data: […]}`, and a bad event carries its own "
            + "`error`. After a 503 send the same request again. With an `Idempotency-Key` a repeat of the request is told "
            + "what the first was told.",
        Headers = [HeaderDoc.Idempotency],
        Errors =
        [
            .. CommonErrors.OfBody, .. CommonErrors.OfUser, ErrorCode.RoleRequired, ErrorCode.Overloaded,
        ],
        Body = new BodyDoc(typeof(CloudEventInput), new Dictionary<string, object> { ["one"] = s_tokens })
        {
            Others = new Dictionary<string, BodyDoc>
            {
                [RecordEvents.SingleType] = new(
                    typeof(CloudEventInput), new Dictionary<string, object> { ["meter_in_data"] = s_cost }),
                [RecordEvents.BatchType] = new(
                    typeof(IReadOnlyList<CloudEventInput>),
                    new Dictionary<string, object> { ["two"] = (CloudEventInput[])[s_tokens, s_cost] }),
            },
        },
        Answers =
        [
            new AnswerDoc(200, "Of one event: what became of it.", typeof(EventResult), s_inserted, Name: "one"),
            new AnswerDoc(200, "Of a batch: what became of each, in its order.", typeof(Page<EventResult>),
                new Page<EventResult>([s_inserted, s_refused], null), Name: "batch"),
        ],
    };
}
