using Microsoft.AspNetCore.Http;
using Weir.Billing.LemonSqueezy;
using Weir.Core.Billing;
using Weir.Data.Billing;

namespace Weir.Billing.Webhooks;

/// <summary><c>POST /v1/billing/lemonsqueezy/webhook</c></summary>
internal static class LemonSqueezyWebhook
{
    public static Task<IResult> HandleAsync(
        HttpContext context, BillingOptions options, BillingInbox inbox, CancellationToken cancellationToken)
    {
        if (options.LemonSqueezy is not { } lemonSqueezy) return Task.FromResult(WebhookAnswer.NotSetUp());
        // Two headers arrive joined by a comma, and are too long.
        var header = context.Request.Headers[LemonSqueezySignature.Header].ToString();
        return WebhookAnswer.HandleAsync(
            context,
            BillingProvider.LemonSqueezy,
            body => LemonSqueezySignature.Check(body, header, lemonSqueezy.WebhookSecrets),
            body => LemonSqueezyEvents.Read(body, options.Mode, lemonSqueezy.StoreId),
            inbox,
            cancellationToken);
    }
}
