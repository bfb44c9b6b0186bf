namespace Weir.Data.Billing.Overage;

/// <summary>A message to one of Stripe's meters, as operators look at it.</summary>
/// <param name="Id">Its identifier at Stripe.</param>
/// <param name="CustomerId">Whose overage.</param>
/// <param name="Mode">test or live.</param>
/// <param name="Meter">What is counted here.</param>
/// <param name="EventName">Stripe's meter.</param>
/// <param name="BuyerId">Stripe's customer.</param>
/// <param name="Units">Overage, in units of the meter.</param>
/// <param name="Value">The same in Stripe's units.</param>
/// <param name="OccurredAt">When it counts at Stripe.</param>
/// <param name="CreatedAt">When it was written.</param>
/// <param name="State">waiting, sent or parked.</param>
/// <param name="Attempts">How often it was sent since it was written or replayed.</param>
/// <param name="NextAttemptAt">When it is sent next; null unless it waits.</param>
/// <param name="Reason">Why it waits or is parked.</param>
/// <param name="SentAt">When Stripe said that it has it.</param>
public sealed record OverageMessage(
    Guid Id, Guid CustomerId, string Mode, string Meter, string EventName, string BuyerId, long Units, long Value,
    DateTimeOffset OccurredAt, DateTimeOffset CreatedAt, string State, int Attempts, DateTimeOffset? NextAttemptAt,
    string? Reason, DateTimeOffset? SentAt);
