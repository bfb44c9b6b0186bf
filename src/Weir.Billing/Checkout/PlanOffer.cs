using Weir.Core.Billing;

namespace Weir.Billing.Checkout;

/// <summary>A plan that a provider sells.</summary>
/// <param name="Provider">Who sells it.</param>
/// <param name="PriceId">As what: a Stripe price, a Lemon Squeezy variant.</param>
internal sealed record PlanOffer(BillingProvider Provider, string PriceId);
