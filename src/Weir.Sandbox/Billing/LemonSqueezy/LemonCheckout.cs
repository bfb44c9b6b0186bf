namespace Weir.Sandbox.Billing.LemonSqueezy;

/// <summary>A checkout.</summary>
internal sealed class LemonCheckout
{
    public required string Id { get; init; }

    public required string VariantId { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? ExpiresAt { get; init; }

    public long? CustomPriceMinor { get; init; }

    public string? RedirectUrl { get; init; }

    public string? Email { get; init; }

    public string? Name { get; init; }

    public long Quantity { get; init; } = 1;

    public bool SkipsTrial { get; init; }

    /// <summary>What the seller attached: it comes back in webhooks.</summary>
    public Dictionary<string, string> Custom { get; init; } = [];

    public string? OrderId { get; set; }

    public string? SubscriptionId { get; set; }

    public string? LicenseId { get; set; }
}
