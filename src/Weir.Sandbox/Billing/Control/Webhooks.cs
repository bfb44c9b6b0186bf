using Microsoft.AspNetCore.Http;
using Weir.Sandbox.Billing.Delivery;

namespace Weir.Sandbox.Billing.Control;

/// <summary><c>/sandbox/billing/{provider}/webhooks</c>: what was sent, and once more what was.</summary>
internal static class Webhooks
{
    /// <summary><c>GET</c>: oldest first, without contents.</summary>
    public static IResult List(string provider, BillingSimulators simulators)
    {
        if (simulators.Find(provider) is not { } simulator) return UnknownStandIn.Provider();
        return Results.Json(new { data = simulator.Webhooks.List(Shape) });
    }

    /// <summary><c>POST …/{id}/resend</c>: as the provider's dashboard can.</summary>
    public static IResult Resend(string provider, string id, BillingSimulators simulators)
    {
        if (simulators.Find(provider) is not { } simulator) return UnknownStandIn.Provider();
        return simulator.Webhooks.TryResend(id)
            ? Results.Json(new { resent = true })
            : UnknownStandIn.Of("There is no webhook of this id.");
    }

    private static object Shape(Webhook webhook) => new
    {
        id = webhook.Id,
        type = webhook.Type,
        created_at = webhook.CreatedAt.UtcDateTime,
        state = webhook.State switch
        {
            WebhookState.Waiting => "waiting",
            WebhookState.Delivered => "delivered",
            WebhookState.Failed => "failed",
            _ => "dropped",
        },
        answers = webhook.Answers.ToArray(),
        due_at = webhook.State == WebhookState.Waiting ? webhook.DueAt.UtcDateTime : (DateTime?)null,
    };
}
