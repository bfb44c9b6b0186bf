using Weir.Core.Billing;

namespace Weir.Billing;

/// <summary>Which providers take money here, and by which keys.</summary>
public sealed class BillingOptions
{
    private static readonly TimeSpan s_longestGrace = TimeSpan.FromDays(30);

    /// <summary>Which of a provider's two worlds this server lives in; events of the other are refused.</summary>
    public BillingMode Mode { get; set; } = BillingMode.Live;

    /// <summary>Null: Stripe is not used.</summary>
    public StripeOptions? Stripe { get; set; }

    /// <summary>Null: Lemon Squeezy is not used.</summary>
    public LemonSqueezyOptions? LemonSqueezy { get; set; }

    /// <summary>Whether anybody takes money here at all.</summary>
    public bool IsUsed => Stripe is not null || LemonSqueezy is not null;

    /// <summary>
    /// Where buyers go when a call names no address: the app's page. Null: a checkout by Stripe must name <c>success_url</c>.
    /// </summary>
    public Uri? ReturnUrl { get; set; }

    /// <summary>How long access goes on after a renewal failed. 0 to 30 days.</summary>
    /// <value>7 days.</value>
    public TimeSpan PastDueGrace { get; set; } = BillingRules.DefaultGrace;

    /// <summary>Every fault, in words that name the variable; empty when all is well.</summary>
    public IReadOnlyList<string> Validate()
    {
        List<string> faults = [.. Stripe?.Faults(Mode) ?? [], .. LemonSqueezy?.Faults() ?? []];
        if (PastDueGrace < TimeSpan.Zero || PastDueGrace > s_longestGrace)
            faults.Add("WEIR_BILLING_GRACE_DAYS: is a whole number from 0 to 30");
        return faults;
    }
}
