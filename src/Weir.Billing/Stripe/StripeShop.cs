using Weir.Billing.Providers;
using Weir.Core.Billing;
using Weir.Core.Errors;

namespace Weir.Billing.Stripe;

/// <summary>Checkout and customer portal of Stripe.</summary>
internal sealed class StripeShop(StripeClient client) : IPaymentProvider
{
    private static readonly WeirError s_changed = new(
        ErrorCode.IdempotencyConflict,
        "Since the first request with this Idempotency-Key, what is sold or to whom has changed; take a new one.");

    public BillingProvider Provider => BillingProvider.Stripe;

    public bool NeedsSuccessUrl => true;

    public async Task<HostedPage> OpenCheckoutAsync(CheckoutOrder order, CancellationToken cancellationToken)
    {
        var customer = order.CustomerId.ToString("D");
        var user = order.UserId.ToString("D");
        // The session's metadata does not reach the subscription, and later events carry only the subscription's.
        var form = new StripeForm()
            .With("mode", "subscription")
            .With("line_items[0][price]", order.PriceId)
            .With("line_items[0][quantity]", "1")
            .With("success_url", order.SuccessUrl)
            .With("cancel_url", order.CancelUrl)
            .With("client_reference_id", customer)
            .With("customer", order.BuyerId)
            .With("metadata[customer_id]", customer)
            .With("metadata[user_id]", user)
            .With("subscription_data[metadata][customer_id]", customer)
            .With("subscription_data[metadata][user_id]", user);
        var reply = await client.CreateCheckoutAsync(form, order.OperationId.ToString("D"), cancellationToken);
        if (reply.Text("error", "type") == "idempotency_error") return HostedPage.Failed(s_changed);
        return Read(reply);
    }

    public async Task<HostedPage?> FindCheckoutAsync(string checkoutId, CancellationToken cancellationToken)
    {
        var reply = await client.GetCheckoutAsync(checkoutId, cancellationToken);
        if (reply.Status == 404) return null;
        return reply.IsSuccess && reply.Text("status") is "complete" or "expired"
            ? new HostedPage(checkoutId, null, null)
            : Read(reply);
    }

    public async Task<HostedPage> OpenPortalAsync(string buyerId, string? returnUrl, CancellationToken cancellationToken)
    {
        var form = new StripeForm().With("customer", buyerId).With("return_url", returnUrl);
        var reply = await client.CreatePortalAsync(form, cancellationToken);
        return reply.IsSuccess ? HostedPage.At(null, reply.Text("url")) : HostedPage.Failed(ProviderProblems.Of(reply));
    }

    private static HostedPage Read(ProviderReply reply)
    {
        if (!reply.IsSuccess) return HostedPage.Failed(ProviderProblems.Of(reply));
        return reply.Text("id") is { Length: > 0 } id
            ? HostedPage.At(id, reply.Text("url"))
            : HostedPage.Failed(ProviderProblems.Unexpected);
    }
}
