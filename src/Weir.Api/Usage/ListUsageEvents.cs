using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Weir.Api.Wire;
using Weir.Data.Usage;
using Weir.Http.Bodies;
using Weir.Http.Callers;
using Weir.Http.Problems;

namespace Weir.Api.Usage;

/// <summary><c>GET /v1/ai/usage/events[?cursor&amp;limit]</c>: the customer's ledger, newest first.</summary>
internal static class ListUsageEvents
{
    public static async Task<Results<Ok<Page<UsageRow>>, WeirErrorResult>> HandleAsync(
        string? cursor, string? limit, HttpContext context, CustomerResolver customers, UsageStore usage,
        CancellationToken cancellationToken)
    {
        var faults = new FaultCollector();
        var query = PageQuery.Read(cursor, limit, faults);
        if (faults.ToError() is { } error) return new WeirErrorResult(error);
        var resolved = await customers.ResolveAsync(context, cancellationToken);
        if (resolved.Customer is not { } customer) return new WeirErrorResult(resolved.Error!);

        var rows = await usage.PageEventsAsync(
            customer.CustomerId, query.After?.At, query.After?.Id, query.Rows, cancellationToken);
        return TypedResults.Ok(
            query.ToPage(rows, UsageRow.Of, static row => new PageCursor(row.RecordedAt, row.EventId)));
    }
}
