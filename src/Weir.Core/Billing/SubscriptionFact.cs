namespace Weir.Core.Billing;

/// <summary>A provider's subscription.</summary>
/// <param name="ObjectId">Stripe <c>sub_…</c>; Lemon Squeezy's number.</param>
/// <param name="Version">Which fact is newer.</param>
public sealed record SubscriptionFact(string ObjectId, FactVersion Version) : BillingFact(ObjectId, Version)
{
    /// <summary>The Weir customer of its metadata; null when this message does not say.</summary>
    public Guid? CustomerId { get; init; }

    /// <summary>The provider's customer.</summary>
    public required string BuyerId { get; init; }

    /// <summary>Stripe's price or Lemon Squeezy's variant, which the catalog maps to a plan.</summary>
    public required string PriceId { get; init; }

    public required BillingStatus Status { get; init; }

    /// <summary>Seats, at least 1.</summary>
    public long Quantity { get; init; } = 1;

    /// <summary>Start of the paid period: the anchor of the plan's. Null when the provider does not say.</summary>
    public DateTimeOffset? PeriodStartsAt { get; init; }

    /// <summary>End of the paid period; null when the provider does not say.</summary>
    public DateTimeOffset? PeriodEndsAt { get; init; }

    public DateTimeOffset? TrialEndsAt { get; init; }

    /// <summary>When access ends though the state is still active: cancelled, and not renewed. Null: it renews.</summary>
    public DateTimeOffset? EndsAt { get; init; }

    /// <summary>Collection is paused and the service goes on (Lemon Squeezy <c>free</c>, Stripe <c>pause_collection</c>).</summary>
    public bool PausedFree { get; init; }
}
