using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Weir.Api.Wire;
using Weir.Data.Admin;
using Weir.Http.Bodies;
using Weir.Http.Problems;

namespace Weir.Api.Admin.Customers;

/// <summary><c>GET /admin/v1/customers[?user_id&amp;cursor&amp;limit]</c>.</summary>
internal static class ListCustomers
{
    public static async Task<Results<Ok<Page<CustomerState>>, WeirErrorResult>> HandleAsync(
        string? user_id, string? cursor, string? limit, AdminReader reader, CancellationToken cancellationToken)
    {
        var faults = new FaultCollector();
        var userId = AdminInput.QueryId("user_id", user_id, faults);
        var query = PageQuery.Read(cursor, limit, faults);
        if (faults.ToError() is { } error) return new WeirErrorResult(error);
        var rows = await reader.PageCustomersAsync(
            userId, query.After?.At, query.After?.Id, query.Rows, cancellationToken);
        return TypedResults.Ok(
            query.ToPage(rows, CustomerState.Of, static row => new PageCursor(row.CreatedAt, row.CustomerId)));
    }
}
