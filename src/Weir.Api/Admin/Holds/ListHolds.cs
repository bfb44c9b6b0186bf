using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Weir.Api.Wire;
using Weir.Data.Admin;
using Weir.Http.Bodies;
using Weir.Http.Problems;

namespace Weir.Api.Admin.Holds;

/// <summary><c>GET /admin/v1/holds?customer_id=…[&amp;state&amp;cursor&amp;limit]</c>.</summary>
internal static class ListHolds
{
    private static readonly string[] s_states = ["pending", "posted", "voided", "expired"];

    public static async Task<Results<Ok<Page<HoldRow>>, WeirErrorResult>> HandleAsync(
        string? customer_id, string? state, string? cursor, string? limit, AdminReader reader,
        CancellationToken cancellationToken)
    {
        var faults = new FaultCollector();
        var customerId = AdminInput.QueryId("customer_id", customer_id, faults, required: true);
        var only = AdminInput.QueryWord("state", state, s_states, faults);
        var query = PageQuery.Read(cursor, limit, faults);
        if (faults.ToError() is { } error) return new WeirErrorResult(error);
        if (await reader.FindCustomerAsync(customerId!.Value, cancellationToken) is null)
            return new WeirErrorResult(AdminErrors.NoCustomer);
        var rows = await reader.PageHoldsAsync(
            customerId.Value, only, query.After?.At, query.After?.Id, query.Rows, cancellationToken);
        return TypedResults.Ok(
            query.ToPage(rows, HoldRow.Of, static row => new PageCursor(row.ExpiresAt, row.HoldId)));
    }
}
