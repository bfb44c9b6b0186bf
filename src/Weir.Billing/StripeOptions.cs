using Weir.Core.Billing;

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

    /// <summary>Which world a key opens; null when it is none of Stripe's secret or restricted keys.</summary>
    public static BillingMode? ModeOf(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return key.Split('_', 3) switch
        {
            ["sk" or "rk", "test", { Length: > 0 }] => BillingMode.Test,
            ["sk" or "rk", "live", { Length: > 0 }] => BillingMode.Live,
            _ => null,
        };
    }

    internal IEnumerable<string> Faults(BillingMode mode)
    {
        if (ModeOf(SecretKey) is not { } world)
            yield return "STRIPE_SECRET_KEY: is no secret key: it begins with sk_test_, sk_live_, rk_test_ or rk_live_";
        else if (world != mode)
            yield return ModeFault(world);
        if (WebhookSecrets.Count == 0) yield return "STRIPE_WEBHOOK_SECRET: missing; without it no payment would be heard of";
        if (WebhookSecrets.Any(secret => !secret.StartsWith("whsec_", StringComparison.Ordinal)))
            yield return "STRIPE_WEBHOOK_SECRET: each secret begins with whsec_; several are separated by commas";
        if (BaseUrl.Scheme != Uri.UriSchemeHttps && !BaseUrl.IsLoopback)
            yield return "StripeOptions.BaseUrl: must be https unless it is this machine: the key is sent to it";
    }

    private static string ModeFault(BillingMode world) => world == BillingMode.Test
        ? "STRIPE_SECRET_KEY: is a test key, and this server sells for real money. WEIR_BILLING_MODE=test makes it sell in test mode"
        : "STRIPE_SECRET_KEY: is a live key, and this server sells in test mode. WEIR_BILLING_MODE=live makes it sell for real money";
}
