namespace Weir.Core.Billing;

/// <summary>An invoice, order, charge or dispute: money that came, failed to come, or went back.</summary>
/// <param name="ObjectId">The provider's id, with its kind before it: <c>invoice:in_1</c>, <c>order:7</c>, <c>dispute:dp_1</c>.</param>
/// <param name="Version">Which fact is newer.</param>
public sealed record PaymentFact(string ObjectId, FactVersion Version) : BillingFact(ObjectId, Version)
{
    /// <summary>The Weir customer that the checkout carried; null when this message does not say.</summary>
    public Guid? CustomerId { get; init; }

    public string? BuyerId { get; init; }

    /// <summary>The subscription that it pays; null for what is bought once.</summary>
    public string? SubscriptionId { get; init; }

    /// <summary>
    /// What moved the money, of a charge, refund or dispute: Stripe's payment intent, else the charge. Null elsewhere.
    /// </summary>
    public string? IntentId { get; init; }

    /// <summary>What it was paid for, when bought once: a price or variant.</summary>
    public string? PriceId { get; init; }

    public required PaymentState State { get; init; }

    /// <summary>The buyer's bank took it back, for now or for good: no access while that stands.</summary>
    public bool IsDispute => State is PaymentState.Disputed or PaymentState.ChargedBack;

    /// <summary>When it was made: of failed ones, the first since the last paid one begins the grace.</summary>
    public required DateTimeOffset MadeAt { get; init; }

    /// <summary>In the currency's smallest unit, at least 0.</summary>
    public required long AmountMinor { get; init; }

    /// <summary>Given back so far, in the smallest unit.</summary>
    public long RefundedMinor { get; init; }

    /// <summary>ISO 4217, upper case.</summary>
    public required string Currency { get; init; }
}
