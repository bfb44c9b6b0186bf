using Weir.Core.Billing;

namespace Weir.Billing.Checkout;

/// <summary>A page where the plan is bought.</summary>
/// <param name="Url">The provider's page; open it in a browser.</param>
/// <param name="Provider">stripe or lemonsqueezy.</param>
/// <param name="Id">The provider's id of the checkout.</param>
internal sealed record OpenedCheckout(string Url, BillingProvider Provider, string Id);
