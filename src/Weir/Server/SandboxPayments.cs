using Weir.Billing;
using Weir.Core.Billing;
using Weir.State;

namespace Weir.Server;

/// <summary>
/// How one local installation is paid: by the providers whose keys are set, and by a stand-in for each other one. Stand-ins
/// take no real money, so a server that does has none.
/// </summary>
internal static class SandboxPayments
{
    private const string StripeKey = "sk_test_sandbox";
    private const string StripePath = "/sandbox/stripe";
    private const string LemonSqueezyKey = "lemon-sandbox";
    private const string LemonSqueezyStore = "1";
    private const string LemonSqueezyPath = "/sandbox/lemonsqueezy";

    /// <param name="options">By the environment.</param>
    /// <param name="secrets">Sign the stand-ins' webhooks.</param>
    /// <param name="url">The server's address.</param>
    public static BillingOptions Complete(BillingOptions options, SandboxSecrets secrets, string url)
    {
        if (options.Mode == BillingMode.Live) return options;
        return new BillingOptions
        {
            Mode = options.Mode,
            ReturnUrl = options.ReturnUrl ?? new Uri(url),
            PastDueGrace = options.PastDueGrace,
            Stripe = options.Stripe ?? new StripeOptions
            {
                SecretKey = StripeKey, WebhookSecrets = [secrets.StripeWebhookSecret], BaseUrl = new Uri(url + StripePath),
            },
            LemonSqueezy = options.LemonSqueezy ?? new LemonSqueezyOptions
            {
                ApiKey = LemonSqueezyKey, StoreId = LemonSqueezyStore,
                WebhookSecrets = [secrets.LemonSqueezyWebhookSecret], BaseUrl = new Uri(url + LemonSqueezyPath),
            },
        };
    }
}
