namespace Weir.Sandbox.Billing.LemonSqueezy;

/// <summary>An invoice of a subscription.</summary>
internal sealed class LemonInvoice
{
    public required string Id { get; init; }

    public required string SubscriptionId { get; init; }

    public required string BuyerId { get; init; }

    /// <summary>Lemon Squeezy's word: <c>initial</c>, <c>renewal</c>.</summary>
    public required string Reason { get; init; }

    public required string Currency { get; init; }

    public required long TotalMinor { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset UpdatedAt { get; set; }

    /// <summary><c>pending</c>, <c>paid</c>, <c>void</c>, <c>refunded</c>, <c>partial_refund</c>.</summary>
    public string State { get; set; } = "pending";

    public long RefundedMinor { get; set; }

    public DateTimeOffset? RefundedAt { get; set; }
}
