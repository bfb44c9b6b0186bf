using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Weir.Api.Wire;
using Weir.Data.Admin;
using Weir.Http.Bodies;
using Weir.Http.Problems;

namespace Weir.Api.Admin.Audit;

/// <summary><c>GET /admin/v1/audit-log[?customer_id&amp;cursor&amp;limit]</c>.</summary>
internal static class ListAuditLog
{
    public static async Task<Results<Ok<Page<AuditLogRow>>, WeirErrorResult>> HandleAsync(
        string? customer_id, string? cursor, string? limit, AdminReader reader, CancellationToken cancellationToken)
    {
        var faults = new FaultCollector();
        var customerId = AdminInput.QueryId("customer_id", customer_id, faults);
        var query = PageQuery.Read(cursor, limit, faults);
        if (faults.ToError() is { } error) return new WeirErrorResult(error);
        var rows = await reader.PageAuditLogAsync(
            customerId, query.After?.At, query.After?.Id, query.Rows, cancellationToken);
        return TypedResults.Ok(
            query.ToPage(rows, AuditLogRow.Of, static row => new PageCursor(row.RecordedAt, row.EntryId)));
    }
}
