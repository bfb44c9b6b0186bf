namespace Weir.Billing;

/// <summary>Stripe: keys and addresses (facts/stripe §1, §3).</summary>
public sealed class StripeOptions
{
    /// <summary><c>sk_…</c> or <c>rk_…</c>; its middle part says test or live.</summary>
    public required string SecretKey { get; set; }

    /// <summary><c>whsec_…</c>; several while one is replaced by another.</summary>
    public IReadOnlyList<string> WebhookSecrets { get; set; } = [];

    /// <value>Default <c>https://api.stripe.com</c>; the sandbox's address in development.</value>
    public Uri BaseUrl { get; set; } = new("https://api.stripe.com");
}
