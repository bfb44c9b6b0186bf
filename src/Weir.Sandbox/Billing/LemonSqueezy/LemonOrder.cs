namespace Weir.Sandbox.Billing.LemonSqueezy;

/// <summary>An order.</summary>
internal sealed class LemonOrder
{
    public required string Id { get; init; }

    public required string Identifier { get; init; }

    public required string BuyerId { get; init; }

    public required string VariantId { get; init; }

    public required long Quantity { get; init; }

    public required string Currency { get; init; }

    public required long TotalMinor { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset UpdatedAt { get; set; }

    public long RefundedMinor { get; set; }

    public DateTimeOffset? RefundedAt { get; set; }

    public Dictionary<string, string> Custom { get; init; } = [];
}
