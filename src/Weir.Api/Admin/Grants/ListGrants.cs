using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Weir.Api.Wire;
using Weir.Data.Admin;
using Weir.Http.Bodies;
using Weir.Http.Problems;

namespace Weir.Api.Admin.Grants;

/// <summary><c>GET /admin/v1/grants?customer_id=…[&amp;cursor&amp;limit]</c>.</summary>
internal static class ListGrants
{
    public static async Task<Results<Ok<Page<GrantState>>, WeirErrorResult>> HandleAsync(
        string? customer_id, string? cursor, string? limit, AdminReader reader, CancellationToken cancellationToken)
    {
        var faults = new FaultCollector();
        var customerId = AdminInput.QueryId("customer_id", customer_id, faults, required: true);
        var query = PageQuery.Read(cursor, limit, faults);
        if (faults.ToError() is { } error) return new WeirErrorResult(error);
        if (await reader.FindCustomerAsync(customerId!.Value, cancellationToken) is null)
            return new WeirErrorResult(AdminErrors.NoCustomer);
        var rows = await reader.PageGrantsAsync(
            customerId.Value, query.After?.At, query.After?.Id, query.Rows, cancellationToken);
        return TypedResults.Ok(
            query.ToPage(rows, GrantState.Of, static row => new PageCursor(row.CreatedAt, row.GrantId)));
    }
}
