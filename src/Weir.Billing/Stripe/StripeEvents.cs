using Weir.Billing.Webhooks;
using Weir.Core.Billing;
using Weir.Core.Json;
using Weir.Http.Bodies;

namespace Weir.Billing.Stripe;

/// <summary>
/// Stripe's messages (facts/stripe §4). Whose a message is and of which world must be plain, or it is refused; what it says may
/// be wrong, and it is stored with the fault.
/// </summary>
internal static class StripeEvents
{
    private const int MaxIdLength = 255;
    private const int MaxTypeLength = 200;

    /// <summary>Reads a body whose signature was right.</summary>
    public static WebhookReading Read(ReadOnlyMemory<byte> body, BillingMode mode)
    {
        if (!StrictJson.TryParse(body, FactReader.MaxDepth, out var document, out var fault)) return WebhookReading.NotJson(fault);
        using (document)
        {
            return Read(new JsonObjectReader(document.RootElement, new FaultCollector()), mode);
        }
    }

    /// <summary>Reads one event, as a webhook or the list of events has it.</summary>
    public static WebhookReading Read(JsonObjectReader root, BillingMode mode)
    {
        root.Word("object", ["event"], required: true);
        var id = root.Name("id", MaxIdLength, required: true);
        var type = root.Name("type", MaxTypeLength, required: true);
        var isLive = root.Flag("livemode", required: true);
        if (root.Faults.Any) return WebhookReading.NotAnEvent(root.Faults);
        if (isLive != (mode == BillingMode.Live)) return WebhookReading.OtherMode(mode);
        if (root.Any("account") is not null)
        {
            return WebhookReading.Refused(
                WebhookRefusal.OtherAccount, "This server takes events of its own account, not of connected ones.");
        }

        var message = new BillingEvent
        {
            Provider = BillingProvider.Stripe,
            Mode = mode,
            EventKey = id!,
            Type = type!,
        };
        var reading = StripeFacts.Knows(type!)
            ? FactReader.Finish(root.Faults, StripeFacts.OfEvent(root, type!))
            : new FactReading([], null);
        return WebhookReading.Of(message with
        {
            OccurredAt = root.UnixTime("created"), Facts = reading.Facts, Fault = reading.Fault,
        });
    }
}
