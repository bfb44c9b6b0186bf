namespace Weir.Sandbox.Billing.Stripe;

/// <summary>An invoice of a subscription.</summary>
internal sealed class StripeInvoice
{
    public required string Id { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required string SubscriptionId { get; init; }

    public required string BuyerId { get; init; }

    public required string PriceId { get; init; }

    public required long Quantity { get; init; }

    public required string Currency { get; init; }

    public required long AmountMinor { get; init; }

    /// <summary>Stripe's word: <c>subscription_create</c>, <c>subscription_cycle</c>, <c>subscription_update</c>.</summary>
    public required string Reason { get; init; }

    public required DateTimeOffset PeriodStartsAt { get; init; }

    public required DateTimeOffset PeriodEndsAt { get; init; }

    /// <summary><c>draft</c>, <c>open</c>, <c>paid</c>, <c>void</c>, <c>uncollectible</c>.</summary>
    public string State { get; set; } = "draft";

    public int Attempts { get; set; }

    public DateTimeOffset? NextAttemptAt { get; set; }

    public DateTimeOffset? PaidAt { get; set; }

    /// <summary>The charge that paid it; null for none.</summary>
    public string? ChargeId { get; set; }

    public long RefundedMinor { get; set; }
}
