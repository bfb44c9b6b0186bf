namespace Weir.Core.Billing;

/// <summary>How a provider is written in rows, paths, answers, metrics and on the command line.</summary>
public static class BillingProviderNames
{
    private const string Stripe = "stripe";
    private const string LemonSqueezy = "lemonsqueezy";

    /// <summary>Every name.</summary>
    public static IReadOnlyList<string> All { get; } = [Stripe, LemonSqueezy];

    public static string Name(this BillingProvider provider) => provider switch
    {
        BillingProvider.Stripe => Stripe,
        BillingProvider.LemonSqueezy => LemonSqueezy,
        _ => throw new ArgumentOutOfRangeException(nameof(provider), provider, "Unknown provider."),
    };

    /// <summary>The provider of a name; null when none has it.</summary>
    public static BillingProvider? Find(string? name) => name switch
    {
        Stripe => BillingProvider.Stripe,
        LemonSqueezy => BillingProvider.LemonSqueezy,
        _ => null,
    };
}
