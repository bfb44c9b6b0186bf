namespace Weir.Core.Billing;

/// <summary>A provider's message, once its signature was right: what is stored of it, and worked on afterwards.</summary>
public sealed record BillingEvent
{
    public required BillingProvider Provider { get; init; }

    public required BillingMode Mode { get; init; }

    /// <summary>What makes a repeat a repeat. Stripe: the event's id. Lemon Squeezy: SHA-256 of the body, lower hex.</summary>
    public required string EventKey { get; init; }

    /// <summary>The provider's name of what happened: <c>customer.subscription.updated</c>.</summary>
    public required string Type { get; init; }

    /// <summary>When the provider says it happened; null when it does not say.</summary>
    public DateTimeOffset? OccurredAt { get; init; }

    /// <summary>What it says, of objects that Weir keeps; empty for a kind of event that changes nothing here.</summary>
    public IReadOnlyList<BillingFact> Facts { get; init; } = [];

    /// <summary>
    /// Why it cannot be worked on, though the provider signed it: the field, what is wrong with it, never its text. Null: it can.
    /// </summary>
    public string? Fault { get; init; }
}
