using Weir.Api.Metering;
using Weir.Api.OpenApi;
using Weir.Core.Engine;
using Weir.Core.Errors;

namespace Weir.Api.Reservations;

/// <summary>Documentation of the reservations' operations.</summary>
internal static class ReservationDocs
{
    private const string Tag = "Metering";

    private static readonly string s_id = new ReservationId(Samples.User, Samples.Event).Encode();
    private static readonly DateTimeOffset s_expires = Samples.CalledAt.AddMinutes(10);
    private static readonly MeterQuantity[] s_held = [new("ai_cost", 2_000_000)];
    private static readonly MeterQuantity[] s_used = [new("ai_cost", 604_000), new("ai_tokens", 3_334)];
    private static readonly SettledReservation s_settled = new(s_id, HoldState.Posted, Samples.Event, false, s_used, []);
    private static readonly ReservationState s_pending = new(s_id, HoldState.Pending, s_expires);

    private static readonly IReadOnlyDictionary<string, ParameterDoc> s_path = new Dictionary<string, ParameterDoc>
    {
        ["id"] = new("Id of the reservation.", s_id, "^[A-Za-z0-9_-]{44}$"),
    };

    private static readonly IReadOnlyList<ErrorCode> s_errors =
        [.. CommonErrors.OfUser, ErrorCode.RoleRequired, ErrorCode.NotFound];

    private static readonly IReadOnlyList<ErrorCode> s_changes =
        [.. CommonErrors.OfBody, .. s_errors, ErrorCode.IdempotencyConflict, ErrorCode.AlreadySettled];

    public static readonly OperationDoc Create = new()
    {
        Id = "create_reservation",
        Tag = Tag,
        Summary = "Sets units aside for a customer before something paid is done.",
        Description =
            "All lines or none. The units are held until they are settled, released, or the lease ends. With an "
            + "`Idempotency-Key` a repeat gets the first answer, with the end that the lease has now. A refusal holds "
            + "nothing and leaves the key free.",
        Headers = [HeaderDoc.Idempotency],
        Errors =
        [
            .. CommonErrors.OfBody, .. s_errors, ErrorCode.QuotaExhausted, ErrorCode.SpendCapReached,
            ErrorCode.SubscriptionPastDue, ErrorCode.SubscriptionInactive, ErrorCode.FeatureNotEntitled,
            ErrorCode.IdempotencyConflict,
            ErrorCode.RequestInProgress, ErrorCode.Overloaded,
        ],
        Body = new BodyDoc(typeof(ReservationRequest), new Dictionary<string, object>
        {
            ["for_a_user"] = new ReservationRequest(null, Samples.User, s_held, 600, "chapter_summary"),
            ["for_a_customer"] = new ReservationRequest(Samples.User, null, s_held, null, null),
        }),
        Answers = [new AnswerDoc(200, "The units are held.", typeof(ReservationState), s_pending)],
    };

    public static readonly OperationDoc Get = new()
    {
        Id = "get_reservation",
        Tag = Tag,
        Summary = "Tells what became of a reservation.",
        Parameters = s_path,
        Errors = s_errors,
        Answers =
        [
            new AnswerDoc(200, "The reservation.", typeof(Reservation), new Reservation(
                s_id, HoldState.Posted, s_expires, Samples.User, Samples.User, "chapter_summary", Samples.CalledAt, s_held,
                s_settled, null)),
        ],
    };

    public static readonly OperationDoc Settle = new()
    {
        Id = "settle_reservation",
        Tag = Tag,
        Summary = "Posts what was really used, and gives the rest back.",
        Description =
            "Below, at or above what was held. What finds no room within the limits is booked as overrun and leaves less to "
            + "what comes next; nothing that was used is lost. A reservation that had expired is settled all the same, and "
            + "the answer says `late`. One reservation is settled once.",
        Headers = [HeaderDoc.Idempotency],
        Parameters = s_path,
        Errors = s_changes,
        Body = new BodyDoc(typeof(SettleRequest), new Dictionary<string, object>
        {
            ["with_its_call"] = new SettleRequest(s_used, new CallDetails(
                Provider: "openai", Model: "gpt-5-mini-2025-08-07", InputTokens: 3120, OutputTokens: 214,
                CostUsd: "0.000604000", Provenance: "provider")),
            ["quantities_alone"] = new SettleRequest(s_used, null),
        }),
        Answers = [new AnswerDoc(200, "It is in the ledger.", typeof(SettledReservation), s_settled)],
    };

    public static readonly OperationDoc Void = new()
    {
        Id = "void_reservation",
        Tag = Tag,
        Summary = "Gives the units back: what was paid for did not happen.",
        Description =
            "The body may be left out. One that was voided before, or has expired, answers with its status: it holds "
            + "nothing.",
        Headers = [HeaderDoc.Idempotency],
        Parameters = s_path,
        Errors = s_changes,
        Body = new BodyDoc(typeof(VoidRequest), new Dictionary<string, object>
        {
            ["with_a_reason"] = new VoidRequest("provider_error"),
        }),
        Answers =
        [
            new AnswerDoc(200, "It holds nothing.", typeof(ReservationState), s_pending with { Status = HoldState.Voided }),
        ],
    };

    public static readonly OperationDoc Extend = new()
    {
        Id = "extend_reservation",
        Tag = Tag,
        Summary = "Lengthens the lease, or sets more units aside, while the call goes on.",
        Description =
            "`lines` are totals: what the reservation is to hold of a meter in all. A refusal leaves it as it was. One that "
            + "has ended is not brought back: 409 `already_settled`.",
        Headers = [HeaderDoc.Idempotency],
        Parameters = s_path,
        Errors = [.. s_changes, ErrorCode.QuotaExhausted, ErrorCode.SpendCapReached, ErrorCode.Overloaded],
        Body = new BodyDoc(typeof(ExtendRequest), new Dictionary<string, object>
        {
            ["longer"] = new ExtendRequest(600, null),
            ["longer_and_more"] = new ExtendRequest(600, [new MeterQuantity("ai_cost", 5_000_000)]),
        }),
        Answers = [new AnswerDoc(200, "It holds what was asked for.", typeof(ReservationState), s_pending)],
    };
}
