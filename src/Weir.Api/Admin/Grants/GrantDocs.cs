using Weir.Api.OpenApi;
using Weir.Api.Wire;
using Weir.Core.Errors;

namespace Weir.Api.Admin.Grants;

/// <summary>Documentation of the grants' operations.</summary>
internal static class GrantDocs
{
    private static readonly GrantState s_grant = new(
        Samples.Event, "ai_cost", "promotion", 200, 5_000_000, 0, "lifetime", Samples.CalledAt, Samples.Period.End,
        Samples.CalledAt, new BucketState(Samples.CalledAt, Samples.Period.End, 604_000, 0));

    public static readonly OperationDoc List = new()
    {
        Id = "admin_list_grants",
        Tag = AdminDocs.Tag,
        Summary = "Pages a customer's grants, newest first, those of plans included.",
        Parameters = AdminDocs.Paged(("customer_id", AdminDocs.NeededCustomerId)),
        Errors = AdminDocs.ReadErrors,
        Answers = [new AnswerDoc(200, "A page.", typeof(Page<GrantState>), new Page<GrantState>([s_grant], null))],
    };

    public static readonly OperationDoc Revoke = new()
    {
        Id = "admin_revoke_grant",
        Tag = AdminDocs.Tag,
        Summary = "Ends a grant now: a refunded purchase, a promotion taken back.",
        Description =
            "What is left of it is lost; calls that run keep what they hold of it. A repeat changes nothing. Grants of "
            + "plans follow their subscription: they are changed by assigning a plan.",
        Parameters = new Dictionary<string, ParameterDoc>
        {
            ["id"] = new("The grant.", Samples.Event.ToString(), AdminDocs.Uuid),
        },
        Headers = [HeaderDoc.Idempotency],
        Errors = AdminDocs.ChangeErrors,
        Body = new BodyDoc(typeof(GrantName), new Dictionary<string, object>
        {
            ["grant"] = new GrantName(Samples.User),
        }),
        Answers =
        [
            new AnswerDoc(
                200, "It has ended.", typeof(GrantEnd), new GrantEnd(Samples.Event, Samples.User, true, 4_396_000)),
        ],
    };

    public static readonly OperationDoc Create = new()
    {
        Id = "admin_create_grant",
        Tag = AdminDocs.Tag,
        Summary = "Gives a customer units beside its plan.",
        Description =
            "Once for each `id`, or else each `Idempotency-Key` of the customer: a repeat answers the same with "
            + "`inserted` false. With neither, a repeat grants again.",
        Headers = [HeaderDoc.Idempotency],
        Errors = [.. AdminDocs.ChangeErrors, ErrorCode.IdempotencyConflict],
        Body = new BodyDoc(typeof(NewGrant), new Dictionary<string, object>
        {
            ["gift"] = new { customer_id = Samples.User, meter = "ai_cost", amount = 5_000_000 },
            ["promotion_until_the_end_of_the_month"] = new NewGrant(
                Samples.Event, Samples.User, "ai_cost", 5_000_000, "promotion", 50, null, Samples.Period.End),
        }),
        Answers =
        [
            new AnswerDoc(200, "The units are given.", typeof(GrantGiven), new GrantGiven(
                Samples.Event, true, Samples.User, "ai_cost", 5_000_000, "promotion", 50, null, Samples.Period.End)),
        ],
    };
}
