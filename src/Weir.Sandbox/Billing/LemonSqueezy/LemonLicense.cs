namespace Weir.Sandbox.Billing.LemonSqueezy;

/// <summary>A licence key.</summary>
internal sealed class LemonLicense
{
    public required string Id { get; init; }

    public required string Key { get; init; }

    public required string BuyerId { get; init; }

    public required string OrderId { get; init; }

    public required string VariantId { get; init; }

    /// <summary>It ends with this subscription; null for none.</summary>
    public string? SubscriptionId { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset UpdatedAt { get; set; }

    /// <summary>Null: any number.</summary>
    public long? ActivationLimit { get; set; }

    public bool IsDisabled { get; set; }

    public DateTimeOffset? ExpiresAt { get; set; }

    public List<LemonInstance> Instances { get; init; } = [];

    public Dictionary<string, string> Custom { get; init; } = [];

    public string Short => "XXXX-" + Key[^12..];

    public string StateAt(DateTimeOffset now) =>
        IsDisabled ? "disabled" : ExpiresAt <= now ? "expired" : Instances.Count > 0 ? "active" : "inactive";
}
