using System.Text.Json;
using Weir.Api.OpenApi;
using Weir.Api.Wire;
using Weir.Core.Errors;

namespace Weir.Api.Admin.Audit;

/// <summary>Documentation of the audit's operations.</summary>
internal static class AuditDocs
{
    public static readonly OperationDoc Run = new()
    {
        Id = "admin_run_audit",
        Tag = AdminDocs.Tag,
        Summary = "Checks on the live database that what must always hold does: books, keys, ledger, rights.",
        Description = "Reads whole tables in one snapshot, one audit at a time; traffic goes on meanwhile.",
        Errors = [.. CommonErrors.OfOperator, ErrorCode.RequestInProgress],
        Answers = [new AnswerDoc(200, "What was found.", typeof(AuditReport), new AuditReport(true, [], 0))],
    };

    public static readonly OperationDoc ListLog = new()
    {
        Id = "admin_list_audit_log",
        Tag = AdminDocs.Tag,
        Summary = "Pages the log of what was changed by hand, newest first.",
        Description = "Append-only; each row was written in the transaction of its change. Ids, codes and numbers only.",
        Parameters = AdminDocs.Paged(("customer_id", AdminDocs.CustomerId)),
        Errors = AdminDocs.ListErrors,
        Answers =
        [
            new AnswerDoc(200, "A page.", typeof(Page<AuditLogRow>), new Page<AuditLogRow>(
                [
                    new AuditLogRow(
                        Samples.Event, Samples.CalledAt, new AuditActor("user", Samples.User.ToString()), "grant.create",
                        Samples.Event.ToString(), Samples.User, "01939f2e6c3a7c1d8a550f6f1f0a7b11",
                        JsonElement.Parse("""{"meter":"ai_cost","amount":5000000,"source":"admin","priority":200}""")),
                ],
                null)),
        ],
    };
}
