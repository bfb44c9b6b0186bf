using System.Globalization;
using Weir.Core.Deployment;

namespace Weir.Sandbox.Billing;

/// <summary>Settings of the payment providers' stand-ins. Production refuses them.</summary>
public sealed class SandboxBillingOptions
{
    /// <summary>Key that the Stripe stand-in accepts. It opens nothing outside the sandbox.</summary>
    public const string DefaultStripeKey = "sk_test_sandbox";

    /// <summary>Key that the Lemon Squeezy stand-in accepts. It opens nothing outside the sandbox.</summary>
    public const string DefaultLemonSqueezyKey = "lemon-sandbox";

    /// <summary>The store of the Lemon Squeezy stand-in.</summary>
    public const string DefaultStoreId = "1";

    /// <summary>The server's address and this are what the real <c>https://api.stripe.com</c> is.</summary>
    public const string StripePath = "/sandbox/stripe";

    /// <summary>The server's address and this are what the real <c>https://api.lemonsqueezy.com</c> is.</summary>
    public const string LemonSqueezyPath = "/sandbox/lemonsqueezy";

    private const int SecretCharsMin = 6;

    /// <summary>What the server runs as.</summary>
    /// <value>Production, where the stand-ins refuse to be registered.</value>
    public WeirMode Mode { get; set; } = WeirMode.Production;

    /// <summary>The server's address without path: where checkout pages are, and webhooks go. Required.</summary>
    public string Url { get; set; } = "";

    /// <summary>Bearer key of the Stripe stand-in.</summary>
    public string StripeKey { get; set; } = DefaultStripeKey;

    /// <summary>Signs the Stripe stand-in's webhooks, <c>whsec_…</c>. Required.</summary>
    public string StripeWebhookSecret { get; set; } = "";

    /// <summary>Where they go.</summary>
    /// <value>Null: <see cref="Url"/> and <c>/v1/billing/stripe/webhook</c>.</value>
    public Uri? StripeWebhookUrl { get; set; }

    /// <summary>What the Stripe stand-in sells.</summary>
    public IReadOnlyList<SandboxPrice> StripePrices { get; set; } = [];

    /// <summary>Event names of the Stripe stand-in's meters, which add up what is reported.</summary>
    public IReadOnlyList<string> StripeMeters { get; set; } = [];

    /// <summary>Bearer key of the Lemon Squeezy stand-in.</summary>
    public string LemonSqueezyKey { get; set; } = DefaultLemonSqueezyKey;

    /// <summary>Its one store, a number.</summary>
    public string LemonSqueezyStoreId { get; set; } = DefaultStoreId;

    /// <summary>Signs the Lemon Squeezy stand-in's webhooks. Required.</summary>
    public string LemonSqueezyWebhookSecret { get; set; } = "";

    /// <summary>Where they go.</summary>
    /// <value>Null: <see cref="Url"/> and <c>/v1/billing/lemonsqueezy/webhook</c>.</value>
    public Uri? LemonSqueezyWebhookUrl { get; set; }

    /// <summary>What the Lemon Squeezy stand-in sells.</summary>
    public IReadOnlyList<SandboxPrice> LemonSqueezyVariants { get; set; } = [];

    /// <summary>Folder that keeps what was sold over a restart.</summary>
    /// <value>Null: it is forgotten.</value>
    public string? StateFolder { get; set; }

    internal string Site => Url.TrimEnd('/');

    /// <summary>Everything that is wrong with the settings.</summary>
    public IReadOnlyList<string> Faults()
    {
        var faults = new List<string>();
        Check(Uri.TryCreate(Url, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && url.AbsolutePath == "/",
            $"{nameof(Url)}: an absolute http(s) address without path");
        Check(StripeKey.Length >= 8, $"{nameof(StripeKey)}: at least 8 characters");
        Check(LemonSqueezyKey.Length >= 8, $"{nameof(LemonSqueezyKey)}: at least 8 characters");
        Check(StripeWebhookSecret.Length >= SecretCharsMin, $"{nameof(StripeWebhookSecret)}: at least 6 characters");
        Check(LemonSqueezyWebhookSecret.Length >= SecretCharsMin,
            $"{nameof(LemonSqueezyWebhookSecret)}: at least 6 characters");
        Check(IsNumber(LemonSqueezyStoreId), $"{nameof(LemonSqueezyStoreId)}: a number");
        Check(LemonSqueezyVariants.All(price => IsNumber(price.Id) && IsNumber(price.ProductId ?? "1")),
            $"{nameof(LemonSqueezyVariants)}: variants and products are numbers");
        Check(StripePrices.All(price => price.PeriodMonths > 0), $"{nameof(StripePrices)}: a period of at least a month");
        foreach (var prices in (IReadOnlyList<SandboxPrice>[])[StripePrices, LemonSqueezyVariants])
        {
            Check(prices.DistinctBy(price => price.Id).Count() == prices.Count, "a price is there twice");
            Check(prices.All(price => price.AmountMinor >= 0 && price.PeriodMonths is >= 0 and <= 36
                && price.TrialDays is >= 0 and <= 730),
                "a price: an amount from 0, a period of at most 36 months, a trial of 0 to 730 days");
        }
        return faults;

        void Check(bool holds, string fault)
        {
            if (!holds) faults.Add(fault);
        }
    }

    private static bool IsNumber(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0;
}
