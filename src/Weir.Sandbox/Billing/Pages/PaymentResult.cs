namespace Weir.Sandbox.Billing.Pages;

/// <summary>How an attempt to pay ended.</summary>
/// <param name="State">Of the checkout afterwards: <c>open</c>, <c>complete</c>, <c>expired</c>.</param>
/// <param name="IsPaid">Whether this attempt paid it.</param>
/// <param name="SubscriptionId">What was bought; null for nothing, or no subscription.</param>
/// <param name="ReturnUrl">Where the buyer goes next; null: the page stays.</param>
/// <param name="LicenseKey">The key that the receipt shows; null for none.</param>
internal sealed record PaymentResult(
    string State, bool IsPaid, string? SubscriptionId, string? ReturnUrl, string? LicenseKey = null);
