using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Weir.Api.Wire;
using Weir.Core.Billing;
using Weir.Data.Billing;
using Weir.Http.Bodies;
using Weir.Http.Problems;

namespace Weir.Api.Admin.Webhooks;

/// <summary><c>GET /admin/v1/webhooks[?provider&amp;state&amp;cursor&amp;limit]</c>.</summary>
internal static class ListWebhooks
{
    private static readonly string[] s_states = ["received", "processed", "ignored", "parked"];

    public static async Task<Results<Ok<Page<WebhookRow>>, WeirErrorResult>> HandleAsync(
        string? provider, string? state, string? cursor, string? limit, WebhookEvents events,
        CancellationToken cancellationToken)
    {
        var faults = new FaultCollector();
        var of = AdminInput.QueryWord("provider", provider, BillingProviderNames.All, faults);
        var only = AdminInput.QueryWord("state", state, s_states, faults);
        var query = PageQuery.Read(cursor, limit, faults);
        if (faults.ToError() is { } error) return new WeirErrorResult(error);
        var rows = await events.PageAsync(of, only, query.After?.At, query.After?.Id, query.Rows, cancellationToken);
        return TypedResults.Ok(
            query.ToPage(rows, WebhookRow.Of, static row => new PageCursor(row.ReceivedAt, row.EventId)));
    }
}
