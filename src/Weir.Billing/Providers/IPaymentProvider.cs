using Weir.Core.Billing;

namespace Weir.Billing.Providers;

/// <summary>What Weir asks of whoever takes the money. Failures are values.</summary>
internal interface IPaymentProvider
{
    BillingProvider Provider { get; }

    /// <summary>Whether a checkout cannot be opened without an address to return to.</summary>
    bool NeedsSuccessUrl { get; }

    /// <summary>Opens a page where a subscription is bought.</summary>
    Task<HostedPage> OpenCheckoutAsync(CheckoutOrder order, CancellationToken cancellationToken);

    /// <summary>A checkout that was opened before; null when the provider no longer knows it.</summary>
    Task<HostedPage?> FindCheckoutAsync(string checkoutId, CancellationToken cancellationToken);

    /// <summary>The page where a buyer manages what was bought; it is valid for a short time, so made for each request.</summary>
    Task<HostedPage> OpenPortalAsync(string buyerId, string? returnUrl, CancellationToken cancellationToken);
}
