namespace Weir.Core.Billing;

/// <summary>Who takes the money.</summary>
public enum BillingProvider
{
    Stripe,
    LemonSqueezy,
}
