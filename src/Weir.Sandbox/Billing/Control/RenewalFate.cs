namespace Weir.Sandbox.Billing.Control;

/// <summary>How the next collections of money end.</summary>
/// <param name="IsPaid">Whether they succeed.</param>
/// <param name="Times">So many, retries included.</param>
/// <param name="SubscriptionId">Only of this subscription; null: of any.</param>
internal sealed record RenewalFate(bool IsPaid, int Times, string? SubscriptionId);
