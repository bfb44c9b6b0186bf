using Weir.Billing.Providers;
using Weir.Core.Billing;
using Weir.Core.Errors;

namespace Weir.Billing.LemonSqueezy;

/// <summary>Checkout and customer portal of Lemon Squeezy.</summary>
internal sealed class LemonSqueezyShop(LemonSqueezyClient client, BillingOptions options) : IPaymentProvider
{
    public BillingProvider Provider => BillingProvider.LemonSqueezy;

    public bool NeedsSuccessUrl => false;

    public async Task<HostedPage> OpenCheckoutAsync(CheckoutOrder order, CancellationToken cancellationToken)
    {
        // What is carried comes back as texts; it knows its customers by e-mail, so there is nothing of a buyer to send.
        var reply = await client.CreateCheckoutAsync(
            order.PriceId,
            new
            {
                product_options = order.SuccessUrl is { } url
                    ? new Dictionary<string, string> { ["redirect_url"] = url }
                    : [],
                checkout_data = new
                {
                    custom = new
                    {
                        customer_id = order.CustomerId.ToString("D"),
                        user_id = order.UserId.ToString("D"),
                    },
                },
                test_mode = options.Mode == BillingMode.Test,
            },
            cancellationToken);
        return Read(reply);
    }

    public async Task<HostedPage?> FindCheckoutAsync(string checkoutId, CancellationToken cancellationToken)
    {
        var reply = await client.GetCheckoutAsync(checkoutId, cancellationToken);
        return reply.Status == 404 ? null : Read(reply);
    }

    /// <summary>It has no address to return to.</summary>
    public async Task<HostedPage> OpenPortalAsync(string buyerId, string? returnUrl, CancellationToken cancellationToken)
    {
        var reply = await client.GetCustomerAsync(buyerId, cancellationToken);
        if (!reply.IsSuccess) return HostedPage.Failed(ProviderProblems.Of(reply));
        return reply.Text("data", "attributes", "urls", "customer_portal") is { } url
            ? HostedPage.At(null, url)
            : HostedPage.Failed(new WeirError(ErrorCode.NotFound, "There is nothing to manage: nothing was bought."));
    }

    private static HostedPage Read(ProviderReply reply)
    {
        if (!reply.IsSuccess) return HostedPage.Failed(ProviderProblems.Of(reply));
        return reply.Text("data", "id") is { Length: > 0 } id
            ? HostedPage.At(id, reply.Text("data", "attributes", "url"))
            : HostedPage.Failed(ProviderProblems.Unexpected);
    }
}
