namespace Weir.Billing.Subscription;

/// <summary>A period.</summary>
/// <param name="Start">Its first instant.</param>
/// <param name="End">The first instant after it.</param>
internal sealed record SubscriptionPeriod(DateTimeOffset Start, DateTimeOffset End);
