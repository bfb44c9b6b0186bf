using System.Text.Json;
using Weir.Api.OpenApi;
using Weir.Api.Wire;
using Weir.Core.Errors;

namespace Weir.Api.Admin.Webhooks;

/// <summary>Documentation of the operations on payment providers' messages.</summary>
internal static class WebhookDocs
{
    private static readonly WebhookRow s_parked = new(
        Samples.Event, "stripe", "evt_1", "live", "customer.subscription.updated", Samples.CalledAt, Samples.CalledAt, "parked",
        1, null, "No plan of the catalog has the price price_1.", Samples.CalledAt, null);

    private static readonly Dictionary<string, ParameterDoc> s_id = new()
    {
        ["id"] = new("The message.", Samples.Event.ToString(), AdminDocs.Uuid),
    };

    public static readonly OperationDoc List = new()
    {
        Id = "admin_list_webhooks",
        Tag = AdminDocs.Tag,
        Summary = "Pages the messages of payment providers, newest first.",
        Description =
            "Each is there once, however often it came. Of what it says only what Weir works with is kept: ids, states, amounts and "
            + "times, nothing that names a person.",
        Parameters = AdminDocs.Paged(
            ("provider", new("Only those of this provider.", "stripe", "^(stripe|lemonsqueezy)$")),
            ("state", new("Only those in this state.", "parked", "^(received|processed|ignored|parked)$"))),
        Errors = AdminDocs.ListErrors,
        Answers =
        [
            new AnswerDoc(200, "A page.", typeof(Page<WebhookRow>), new Page<WebhookRow>([s_parked], null)),
        ],
    };

    public static readonly OperationDoc Get = new()
    {
        Id = "admin_get_webhook",
        Tag = AdminDocs.Tag,
        Summary = "One message of a payment provider, with what is kept of it.",
        Parameters = s_id,
        Errors = [.. CommonErrors.OfOperator, ErrorCode.NotFound],
        Answers =
        [
            new AnswerDoc(200, "The message.", typeof(WebhookRow), s_parked with
            {
                Facts = JsonElement.Parse(
                    """[{"kind":"subscription","object_id":"sub_1","price_id":"price_1","status":"active","quantity":1}]"""),
            }),
        ],
    };

    public static readonly OperationDoc Replay = new()
    {
        Id = "admin_replay_webhook",
        Tag = AdminDocs.Tag,
        Summary = "Works on a message again, such as a parked one whose price a plan has by now.",
        Description = "What came later stays: a message never takes the place of a newer one. A repeat changes nothing.",
        Parameters = s_id,
        Errors = [.. CommonErrors.OfOperator, ErrorCode.NotFound, ErrorCode.InvalidInput],
        Answers =
        [
            new AnswerDoc(200, "It is worked on.", typeof(WebhookReplayed), new WebhookReplayed(Samples.Event, true)),
        ],
    };
}
