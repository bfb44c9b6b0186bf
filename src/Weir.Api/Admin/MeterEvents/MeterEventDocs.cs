using Weir.Api.OpenApi;
using Weir.Api.Wire;
using Weir.Core.Errors;

namespace Weir.Api.Admin.MeterEvents;

/// <summary>Documentation of the operations on what Stripe's meters are told.</summary>
internal static class MeterEventDocs
{
    private static readonly MeterEventRow s_parked = new(
        Samples.Event, Samples.User, "live", "generations", "weir_generations", "cus_1", 12, 12, Samples.CalledAt,
        Samples.CalledAt, "parked", 1, null,
        "Stripe refused it with 400: resource_missing of payload[stripe_customer_id].", null);

    private static readonly Dictionary<string, ParameterDoc> s_id = new()
    {
        ["id"] = new("The meter event.", Samples.Event.ToString(), AdminDocs.Uuid),
    };

    public static readonly OperationDoc List = new()
    {
        Id = "admin_list_meter_events",
        Tag = AdminDocs.Tag,
        Summary = "Pages what Stripe's meters are told of overage, newest first.",
        Description = "Each is by how much the overage of a customer's period has grown since the one before.",
        Parameters = AdminDocs.Paged(
            ("customer_id", AdminDocs.CustomerId),
            ("state", new("Only those in this state.", "parked", "^(waiting|sent|parked)$"))),
        Errors = AdminDocs.ListErrors,
        Answers =
        [
            new AnswerDoc(200, "A page.", typeof(Page<MeterEventRow>), new Page<MeterEventRow>([s_parked], null)),
        ],
    };

    public static readonly OperationDoc Get = new()
    {
        Id = "admin_get_meter_event",
        Tag = AdminDocs.Tag,
        Summary = "One meter event.",
        Parameters = s_id,
        Errors = [.. CommonErrors.OfOperator, ErrorCode.NotFound],
        Answers = [new AnswerDoc(200, "The meter event.", typeof(MeterEventRow), s_parked)],
    };

    public static readonly OperationDoc Replay = new()
    {
        Id = "admin_replay_meter_event",
        Tag = AdminDocs.Tag,
        Summary = "Sends a parked meter event again, such as after its meter was made at Stripe.",
        Description =
            "It keeps its identifier, which Stripe counts once within a day. Where the reason says that it may have been counted "
            + "longer ago, compare with Stripe before. A repeat changes nothing.",
        Parameters = s_id,
        Errors = [.. CommonErrors.OfOperator, ErrorCode.NotFound],
        Answers =
        [
            new AnswerDoc(200, "It is sent.", typeof(MeterEventReplayed), new MeterEventReplayed(Samples.Event, true)),
        ],
    };
}
