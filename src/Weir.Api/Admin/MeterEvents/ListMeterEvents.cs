using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Weir.Api.Wire;
using Weir.Data.Billing.Overage;
using Weir.Http.Bodies;
using Weir.Http.Problems;

namespace Weir.Api.Admin.MeterEvents;

/// <summary><c>GET /admin/v1/meter-events[?customer_id&amp;state&amp;cursor&amp;limit]</c>.</summary>
internal static class ListMeterEvents
{
    private static readonly string[] s_states = ["waiting", "sent", "parked"];

    public static async Task<Results<Ok<Page<MeterEventRow>>, WeirErrorResult>> HandleAsync(
        string? customer_id, string? state, string? cursor, string? limit, OverageMessages messages,
        CancellationToken cancellationToken)
    {
        var faults = new FaultCollector();
        var customerId = AdminInput.QueryId("customer_id", customer_id, faults);
        var only = AdminInput.QueryWord("state", state, s_states, faults);
        var query = PageQuery.Read(cursor, limit, faults);
        if (faults.ToError() is { } error) return new WeirErrorResult(error);
        var rows = await messages.PageAsync(
            customerId, only, query.After?.At, query.After?.Id, query.Rows, cancellationToken);
        return TypedResults.Ok(
            query.ToPage(rows, MeterEventRow.Of, static row => new PageCursor(row.CreatedAt, row.Id)));
    }
}
