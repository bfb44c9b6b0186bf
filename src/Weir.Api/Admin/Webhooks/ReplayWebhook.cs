using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Weir.Core.Errors;
using Weir.Data.Billing;
using Weir.Http.Callers;
using Weir.Http.Problems;

namespace Weir.Api.Admin.Webhooks;

/// <summary><c>POST /admin/v1/webhooks/{id}/replay</c>.</summary>
internal static class ReplayWebhook
{
    private static readonly WeirError s_empty = AdminErrors.Of(
        "id", "is a message of which nothing was kept that could be worked on: have the provider send it again");

    public static async Task<Results<Ok<WebhookReplayed>, WeirErrorResult>> HandleAsync(
        string id, HttpContext context, WebhookEvents events, CancellationToken cancellationToken)
    {
        if (AdminInput.PathId(id) is not { } eventId) return new WeirErrorResult(GetWebhook.Unknown);
        var outcome = await events.ReplayAsync(eventId, CallerActor.OriginOf(context), cancellationToken);
        return outcome switch
        {
            ReplayOutcome.Replayed => TypedResults.Ok(new WebhookReplayed(eventId, true)),
            ReplayOutcome.Waiting => TypedResults.Ok(new WebhookReplayed(eventId, false)),
            ReplayOutcome.Empty => new WeirErrorResult(s_empty),
            ReplayOutcome.NotFound => new WeirErrorResult(GetWebhook.Unknown),
            _ => throw new InvalidOperationException($"Unknown outcome {outcome}."),
        };
    }
}
