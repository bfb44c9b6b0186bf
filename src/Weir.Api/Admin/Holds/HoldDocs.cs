using Weir.Api.OpenApi;
using Weir.Api.Wire;
using Weir.Core.Engine;
using Weir.Core.Errors;

namespace Weir.Api.Admin.Holds;

/// <summary>Documentation of the holds' operations.</summary>
internal static class HoldDocs
{
    public static readonly OperationDoc List = new()
    {
        Id = "admin_list_holds",
        Tag = AdminDocs.Tag,
        Summary = "Pages a customer's holds, those whose lease ends last first.",
        Description =
            "Leases are of much the same length, so these are the newest. A hold that is extended meanwhile moves to the front: "
            + "begin anew to see it.",
        Parameters = AdminDocs.Paged(
            ("customer_id", AdminDocs.NeededCustomerId),
            ("state", new("Only those in this state.", "pending", "^(pending|posted|voided|expired)$"))),
        Errors = AdminDocs.ReadErrors,
        Answers =
        [
            new AnswerDoc(200, "A page.", typeof(Page<HoldRow>), new Page<HoldRow>(
                [
                    new HoldRow(
                        Samples.Event, "pending", Samples.User, "chapter_summary", Samples.CalledAt,
                        Samples.CalledAt.AddMinutes(10), null, null, null, [new MeterQuantity("ai_cost", 2_000_000)]),
                ],
                null)),
        ],
    };

    public static readonly OperationDoc Void = new()
    {
        Id = "admin_void_hold",
        Tag = AdminDocs.Tag,
        Summary = "Releases a hold: its units return to where they came from.",
        Description =
            "For a call that is known to be dead; holds expire by themselves. A call that still runs settles late, and "
            + "is booked all the same. A repeat changes nothing.",
        Parameters = new Dictionary<string, ParameterDoc>
        {
            ["id"] = new("The hold.", Samples.Event.ToString(), AdminDocs.Uuid),
        },
        Headers = [HeaderDoc.Idempotency],
        Errors = [.. AdminDocs.ChangeErrors, ErrorCode.AlreadySettled],
        Body = new BodyDoc(typeof(HoldName), new Dictionary<string, object> { ["hold"] = new HoldName(Samples.User) }),
        Answers =
        [
            new AnswerDoc(200, "It holds nothing.", typeof(HoldEnd), new HoldEnd(Samples.Event, Samples.User, "voided")),
        ],
    };
}
