using Weir.Api.OpenApi;
using Weir.Api.Wire;
using Weir.Core.Engine;
using Weir.Core.Usage;

namespace Weir.Api.Usage;

/// <summary>Documentation of the usage's operations.</summary>
internal static class UsageDocs
{
    private const string Tag = "AI";

    public static readonly ParameterDoc Period = new(
        "A month in UTC; left out, the current period of the plan.", "2026-11", @"^[0-9]{4}-(0[1-9]|1[0-2])$");

    public static readonly UsageRow Row = new(
        Samples.Event, UsageEventKind.Usage, null, null, Samples.CalledAt, Samples.CalledAt, Samples.User,
        "chapter_summary", "summarize", "openai", "gpt-5-mini-2025-08-07", "resp_0a1b2c", "alice", "chapter-1",
        "completed", null, Samples.Tokens, "0.000604000", "provider", "flex", "flex", false,
        [new MeterQuantity("ai_cost", 604_000), new MeterQuantity("ai_tokens", 3334)]);

    public static readonly OperationDoc GetMine = new()
    {
        Id = "get_my_usage",
        Tag = Tag,
        Summary = "Tells what the customer has used, and what is left.",
        Headers = [HeaderDoc.Customer],
        Parameters = new Dictionary<string, ParameterDoc>
        {
            ["period"] = Period,
        },
        Errors = CommonErrors.OfCustomer,
        Answers =
        [
            new AnswerDoc(200, "The usage.", typeof(MyUsage), new MyUsage(
                Samples.User, Samples.Plan, Samples.Period, "0.010000000", "0.010000000", "0.000604000", "0.000000000",
                "0.009396000", 1, Samples.Tokens, [Samples.Cost])),
        ],
    };

    public static readonly OperationDoc ListEvents = new()
    {
        Id = "list_usage_events",
        Tag = Tag,
        Summary = "Pages the customer's ledger, newest first.",
        Description = "Rows are metadata. Texts of prompts and answers are stored nowhere. A row of kind `correction` "
            + "has what is added to the numbers of the event that it names in `corrects`; it may be negative.",
        Headers = [HeaderDoc.Customer],
        Parameters = ParameterDoc.OfPages,
        Errors = CommonErrors.OfCustomer,
        Answers =
        [
            new AnswerDoc(200, "A page.", typeof(Page<UsageRow>), new Page<UsageRow>([Row], null)),
        ],
    };
}
