using Weir.Core.Billing;
using Weir.Core.Json;
using Weir.Http.Bodies;

namespace Weir.Billing.Webhooks;

/// <summary>A signed body as an event, or why it is not ours to take: exactly one of the two is set.</summary>
/// <param name="Event">What is to be stored, also when it has a fault.</param>
/// <param name="Refusal">Why nothing is to be stored.</param>
/// <param name="Detail">The refusal in words, without any text of the body.</param>
internal sealed record WebhookReading(BillingEvent? Event, WebhookRefusal? Refusal, string? Detail)
{
    public static WebhookReading Of(BillingEvent message) => new(message, null, null);

    public static WebhookReading Refused(WebhookRefusal refusal, string detail) => new(null, refusal, detail);

    public static WebhookReading NotJson(StrictJsonFault fault) => Refused(
        WebhookRefusal.Unreadable, $"The body is not one strict JSON object; it is well formed up to byte {fault.Position}.");

    public static WebhookReading NotAnEvent(FaultCollector faults) =>
        Refused(WebhookRefusal.Unreadable, FactReader.Text(faults));

    /// <summary>A message of the other world.</summary>
    public static WebhookReading OtherMode(BillingMode ours) => Refused(
        WebhookRefusal.OtherMode, ours == BillingMode.Live ? "This server takes live events only." : "This server takes test events only.");
}
