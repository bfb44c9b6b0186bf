namespace Weir.Sandbox.Billing.Stripe;

/// <summary>A session of the billing portal.</summary>
/// <param name="Id"><c>bps_…</c></param>
/// <param name="Token">What the page's address carries.</param>
/// <param name="BuyerId">Whose.</param>
/// <param name="ReturnUrl">Where the link back leads.</param>
/// <param name="ExpiresAt">Short-lived, by the test clock.</param>
internal sealed record StripePortal(string Id, string Token, string BuyerId, string? ReturnUrl, DateTimeOffset ExpiresAt);
