using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Weir.Core.Errors;
using Weir.Data.Billing;
using Weir.Http.Problems;

namespace Weir.Api.Admin.Webhooks;

/// <summary><c>GET /admin/v1/webhooks/{id}</c>.</summary>
internal static class GetWebhook
{
    internal static readonly WeirError Unknown = new(ErrorCode.NotFound, "There is no such message.");

    public static async Task<Results<Ok<WebhookRow>, WeirErrorResult>> HandleAsync(
        string id, WebhookEvents events, CancellationToken cancellationToken) =>
        AdminInput.PathId(id) is { } eventId && await events.FindAsync(eventId, cancellationToken) is { } row
            ? TypedResults.Ok(WebhookRow.Of(row))
            : new WeirErrorResult(Unknown);
}
