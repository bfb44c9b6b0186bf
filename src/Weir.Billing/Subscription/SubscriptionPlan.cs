namespace Weir.Billing.Subscription;

/// <summary>A plan.</summary>
/// <param name="Code">Code.</param>
/// <param name="Name">Name for people; null when the catalog has no such plan any more.</param>
internal sealed record SubscriptionPlan(string Code, string? Name);
