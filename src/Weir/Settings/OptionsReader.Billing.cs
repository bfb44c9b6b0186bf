using System.Globalization;
using Weir.Billing;
using Weir.Core.Billing;
using Weir.Core.Deployment;

namespace Weir.Settings;

/// <summary>Who takes money here, and by which keys.</summary>
internal sealed partial class OptionsReader
{
    private const int ShortestHookSecret = 6;
    private const int LongestHookSecret = 40; // Lemon Squeezy takes no longer one.

    private BillingOptions Billing(WeirMode inForce)
    {
        var options = new BillingOptions
        {
            Mode = BillingMode(inForce),
            Stripe = Stripe(),
            LemonSqueezy = LemonSqueezy(),
            ReturnUrl = Address("WEIR_BILLING_RETURN_URL"),
            PastDueGrace = Grace(),
        };
        _faults.AddRange(options.Validate());
        return options;
    }

    private BillingMode BillingMode(WeirMode inForce)
    {
        const string name = "WEIR_BILLING_MODE";
        var usual = inForce == WeirMode.Production ? Core.Billing.BillingMode.Live : Core.Billing.BillingMode.Test;
        return Value(name) switch
        {
            null => usual,
            "live" => Core.Billing.BillingMode.Live,
            "test" => Core.Billing.BillingMode.Test,
            _ => Fault(name, "is live or test; unset it is live in production and test in development", usual),
        };
    }

    /// <summary>What is no number of days is out of range, which the options say.</summary>
    private TimeSpan Grace()
    {
        if (Value("WEIR_BILLING_GRACE_DAYS") is not { } text) return BillingRules.DefaultGrace;
        var isNumber = ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var days);
        return isNumber ? TimeSpan.FromDays(days) : TimeSpan.MaxValue;
    }

    private StripeOptions? Stripe()
    {
        const string keyName = "STRIPE_SECRET_KEY";
        const string hookName = "STRIPE_WEBHOOK_SECRET";
        var hooks = Secrets(hookName);
        if (Secret(keyName) is { } key) return new StripeOptions { SecretKey = key, WebhookSecrets = hooks };
        if (hooks.Length > 0) _faults.Add($"{keyName}: missing, though {hookName} is set");
        return null;
    }

    private LemonSqueezyOptions? LemonSqueezy()
    {
        const string keyName = "LEMONSQUEEZY_API_KEY";
        const string storeName = "LEMONSQUEEZY_STORE_ID";
        const string hookName = "LEMONSQUEEZY_WEBHOOK_SECRET";
        var hooks = Secrets(hookName, ShortestHookSecret);
        if (hooks.Any(hook => hook.Length > LongestHookSecret))
            _faults.Add($"{hookName}: has more than {LongestHookSecret} characters");
        var key = Secret(keyName);
        var store = Value(storeName);
        if (key is null && store is null && hooks.Length == 0) return null;
        // What is missing is empty, and named with the rest.
        return new LemonSqueezyOptions { ApiKey = key ?? "", StoreId = store ?? "", WebhookSecrets = hooks };
    }

    /// <summary>Several secrets, separated by commas: the old and the new one while they are exchanged.</summary>
    private string[] Secrets(string name, int atLeastBytes = 8)
    {
        var secrets = (Value(name) ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        foreach (var fault in secrets.Select(secret => SecretFault(secret, atLeastBytes)).OfType<string>().Distinct())
            _faults.Add($"{name}: {fault}");
        return secrets;
    }
}
