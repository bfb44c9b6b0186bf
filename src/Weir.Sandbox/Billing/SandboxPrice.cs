namespace Weir.Sandbox.Billing;

/// <summary>Something that a stand-in sells: a Stripe price, a Lemon Squeezy variant.</summary>
/// <param name="Id">Stripe <c>price_…</c>; Lemon Squeezy's number of the variant.</param>
/// <param name="Name">What the checkout page calls it.</param>
public sealed record SandboxPrice(string Id, string Name)
{
    /// <summary>For one period and one seat, in the currency's smallest unit.</summary>
    /// <value>900.</value>
    public long AmountMinor { get; init; } = 900;

    /// <summary>ISO 4217, lower case.</summary>
    public string Currency { get; init; } = "usd";

    /// <summary>Length of a period in months; 0: bought once (Lemon Squeezy).</summary>
    public int PeriodMonths { get; init; } = 1;

    /// <summary>Free days at the start, when the checkout says nothing else (Lemon Squeezy).</summary>
    public int TrialDays { get; init; }

    /// <summary>Lemon Squeezy's product; null: derived from the variant.</summary>
    public string? ProductId { get; init; }

    /// <summary>Whether a purchase makes a licence key (Lemon Squeezy).</summary>
    public bool HasLicenseKeys { get; init; }

    /// <summary>Instances of a licence key at most; null: any number.</summary>
    public int? ActivationLimit { get; init; } = 3;
}
