using Weir.Api.OpenApi;
using Weir.Api.Usage;
using Weir.Api.Wire;
using Weir.Core.Engine;
using Weir.Core.Errors;

namespace Weir.Api.Admin.Usage;

/// <summary>Documentation of the usage's operations for operators.</summary>
internal static class AdminUsageDocs
{
    public static readonly OperationDoc Get = new()
    {
        Id = "admin_get_usage",
        Tag = AdminDocs.Tag,
        Summary = "Tells what a customer has used, and what is left.",
        Parameters = new Dictionary<string, ParameterDoc>
        {
            ["customer_id"] = AdminDocs.NeededCustomerId,
            ["period"] = UsageDocs.Period,
        },
        Errors = AdminDocs.ReadErrors,
        Answers =
        [
            new AnswerDoc(200, "The usage.", typeof(CustomerUsage), new CustomerUsage(
                Samples.User, Samples.Period, 1, Samples.Tokens, [Samples.Cost])),
        ],
    };

    public static readonly OperationDoc Correct = new()
    {
        Id = "admin_correct_usage",
        Tag = AdminDocs.Tag,
        Summary = "Corrects an event of the ledger with a new row.",
        Description =
            "The row has what is to be added to the event's numbers: negative gives back. Units return to where they "
            + "came from; what came from a period that is over is lost, not credit. All rows of an event together are never "
            + "negative. Once for each `id`, or else each `Idempotency-Key` of the customer.",
        Headers = [HeaderDoc.Idempotency],
        Errors = [.. AdminDocs.ChangeErrors, ErrorCode.IdempotencyConflict],
        Body = new BodyDoc(typeof(NewCorrection), new Dictionary<string, object>
        {
            ["all_of_a_call"] = new NewCorrection(
                null, Samples.User, Samples.Event, "provider_refund",
                [new MeterQuantity("ai_cost", -604_000), new MeterQuantity("ai_tokens", -3_334)], "-0.000604000",
                new TokenChange(-3120, null, null, -214, null)),
        }),
        Answers =
        [
            new AnswerDoc(200, "It is corrected.", typeof(CorrectionMade), new CorrectionMade(
                Samples.User, true, Samples.User, Samples.Event, [], [])),
        ],
    };

    public static readonly OperationDoc ListEvents = new()
    {
        Id = "admin_list_usage_events",
        Tag = AdminDocs.Tag,
        Summary = "Pages a customer's ledger, newest first.",
        Description = "Rows are metadata. Texts of prompts and answers are stored nowhere.",
        Parameters = AdminDocs.Paged(("customer_id", AdminDocs.NeededCustomerId)),
        Errors = AdminDocs.ReadErrors,
        Answers =
        [
            new AnswerDoc(200, "A page.", typeof(Page<UsageRow>), new Page<UsageRow>([UsageDocs.Row], null)),
        ],
    };
}
