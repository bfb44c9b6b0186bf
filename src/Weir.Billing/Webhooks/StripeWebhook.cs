using Microsoft.AspNetCore.Http;
using Weir.Billing.Stripe;
using Weir.Core.Billing;
using Weir.Data.Billing;

namespace Weir.Billing.Webhooks;

/// <summary><c>POST /v1/billing/stripe/webhook</c></summary>
internal static class StripeWebhook
{
    public static Task<IResult> HandleAsync(
        HttpContext context, BillingOptions options, BillingInbox inbox, TimeProvider time, CancellationToken cancellationToken)
    {
        if (options.Stripe is not { } stripe) return Task.FromResult(WebhookAnswer.NotSetUp());
        // Two headers arrive joined by a comma, and then have two times.
        var header = context.Request.Headers[StripeSignature.Header].ToString();
        return WebhookAnswer.HandleAsync(
            context,
            BillingProvider.Stripe,
            body => StripeSignature.Check(body, header, stripe.WebhookSecrets, time.GetUtcNow()),
            body => StripeEvents.Read(body, options.Mode),
            inbox,
            cancellationToken);
    }
}
