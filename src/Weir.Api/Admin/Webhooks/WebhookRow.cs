using System.Text.Json;
using System.Text.Json.Serialization;
using Weir.Data.Billing;

namespace Weir.Api.Admin.Webhooks;

/// <summary>A payment provider's message.</summary>
/// <param name="Id">Weir's id of it.</param>
/// <param name="Provider">stripe or lemonsqueezy.</param>
/// <param name="EventKey">What makes a repeat a repeat: Stripe's id of the event, or a digest of the message.</param>
/// <param name="Mode">test or live.</param>
/// <param name="Type">The provider's name of what happened.</param>
/// <param name="OccurredAt">When the provider says it happened; null when it does not say.</param>
/// <param name="ReceivedAt">When it first came.</param>
/// <param name="State">received (it waits), processed, ignored (nothing of it concerns this server) or parked.</param>
/// <param name="Attempts">How often it was worked on.</param>
/// <param name="NextAttemptAt">When it is worked on next; null unless it waits.</param>
/// <param name="Reason">Why it waits or is parked.</param>
/// <param name="ProcessedAt">When it was done with.</param>
/// <param name="Facts">What is kept of it; left out in a list.</param>
internal sealed record WebhookRow(
    Guid Id,
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
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] JsonElement? Facts)
{
    public static WebhookRow Of(WebhookEvent row) => new(
        row.EventId, row.Provider, row.EventKey, row.Mode, row.Type, row.OccurredAt, row.ReceivedAt, row.State, row.Attempts,
        row.NextAttemptAt, row.Reason, row.ProcessedAt, row.Facts is null ? null : JsonElement.Parse(row.Facts));
}
