namespace Weir.Data.Billing.Overage;

/// <summary>A message to one of Stripe's meters that the caller is to send, and nobody else meanwhile.</summary>
/// <param name="Id">Its identifier at Stripe, the same in every attempt.</param>
/// <param name="ClaimId">Of this attempt: its Idempotency-Key.</param>
/// <param name="IsParked">It is not to be sent: it may have been counted, too long ago to ask Stripe again.</param>
/// <param name="BuyerId">Stripe's customer.</param>
/// <param name="EventName">Of the meter.</param>
/// <param name="Value">What is added, in Stripe's units.</param>
/// <param name="OccurredAt">When it counts.</param>
/// <param name="Reason">Why it is parked, or failed last.</param>
public sealed record ClaimedMessage(
    Guid Id, Guid ClaimId, bool IsParked, string BuyerId, string EventName, long Value, DateTimeOffset OccurredAt,
    string? Reason);
