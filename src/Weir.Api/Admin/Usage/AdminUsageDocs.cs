using Weir.Api.OpenApi;
using Weir.Api.Usage;
using Weir.Api.Wire;

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
