using Weir.Api.OpenApi;
using Weir.Api.Wire;

namespace Weir.Api.Admin.SpendCaps;

/// <summary>Documentation of the spend caps' operations.</summary>
internal static class SpendCapDocs
{
    private static readonly Page<SpendCapState> s_caps = new(
        [new SpendCapState("ai_cost", "nano_usd", 5_000_000, 20_000_000, Samples.CalledAt)], null);

    private static readonly IReadOnlyDictionary<string, ParameterDoc> s_path =
        new Dictionary<string, ParameterDoc> { ["id"] = AdminDocs.CustomerId };

    public static readonly OperationDoc List = new()
    {
        Id = "admin_list_spend_caps",
        Tag = AdminDocs.Tag,
        Summary = "Lists a customer's spend caps.",
        Description = "All of them in one page: `next_cursor` is null.",
        Parameters = s_path,
        Errors = AdminDocs.ReadErrors,
        Answers = [new AnswerDoc(200, "The caps.", typeof(Page<SpendCapState>), s_caps)],
    };

    public static readonly OperationDoc Set = new()
    {
        Id = "admin_set_spend_cap",
        Tag = AdminDocs.Tag,
        Summary = "Sets how much overage of a meter a customer may use in each period.",
        Description =
            "It holds at once, for the open period too: what is over it already stays, and nothing more is admitted. 0 "
            + "switches pay as you go off. A repeat changes nothing.",
        Parameters = s_path,
        Headers = [HeaderDoc.Idempotency],
        Errors = AdminDocs.ChangeErrors,
        Body = new BodyDoc(typeof(NewSpendCap), new Dictionary<string, object>
        {
            ["cap"] = new NewSpendCap("ai_cost", 5_000_000),
        }),
        Answers = [new AnswerDoc(200, "The caps.", typeof(Page<SpendCapState>), s_caps)],
    };

    public static readonly OperationDoc Remove = new()
    {
        Id = "admin_remove_spend_cap",
        Tag = AdminDocs.Tag,
        Summary = "Takes a spend cap away.",
        Description = "A repeat changes nothing.",
        Parameters = new Dictionary<string, ParameterDoc>(s_path)
        {
            ["meter"] = new("Meter code.", "ai_cost", "^[a-z][a-z0-9_]*$"),
        },
        Errors = AdminDocs.ReadErrors,
        Answers =
        [
            new AnswerDoc(200, "The caps that are left.", typeof(Page<SpendCapState>), new Page<SpendCapState>([], null)),
        ],
    };
}
