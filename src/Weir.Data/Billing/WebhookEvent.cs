namespace Weir.Data.Billing;

/// <summary>A provider's message as operators see it.</summary>
/// <param name="EventId">Weir's id of it.</param>
/// <param name="Provider">stripe or lemonsqueezy.</param>
/// <param name="EventKey">What makes a repeat a repeat: Stripe's id, or a digest.</param>
/// <param name="Mode">test or live.</param>
/// <param name="Type">The provider's name of what happened.</param>
/// <param name="OccurredAt">When the provider says it happened.</param>
/// <param name="ReceivedAt">When it first came.</param>
/// <param name="State">received, processed, ignored or parked.</param>
/// <param name="Attempts">How often it was worked on.</param>
/// <param name="NextAttemptAt">When it is worked on next; null unless it waits.</param>
/// <param name="Reason">Why it waits or is parked.</param>
/// <param name="ProcessedAt">When it was done with.</param>
/// <param name="Facts">What it says, as JSON; null in a list.</param>
public sealed record WebhookEvent(
    Guid EventId,
    string Provider,
    string EventKey,
    string Mode,
    string Type,
    DateTimeOffset? OccurredAt,
    DateTimeOffset ReceivedAt,
    string State,
    int Attempts,
    DateTimeOffset? NextAttemptAt,
    string? Reason,
    DateTimeOffset? ProcessedAt,
    string? Facts);
