using System.Text;
using System.Text.Json.Nodes;
using Weir.Billing.LemonSqueezy;
using Weir.Billing.Stripe;
using Weir.Billing.Webhooks;
using Weir.Core.Billing;

namespace Weir.Billing.Tests.Kit;

/// <summary>Reads samples as the webhooks do.</summary>
internal static class Reading
{
    public static WebhookReading Stripe(JsonObject message, BillingMode mode = BillingMode.Test) =>
        StripeEvents.Read(Encoding.UTF8.GetBytes(message.ToJsonString()), mode);

    public static WebhookReading LemonSqueezy(
        JsonObject message, BillingMode mode = BillingMode.Test, string store = LemonSqueezySamples.Store) =>
        LemonSqueezyEvents.Read(Encoding.UTF8.GetBytes(message.ToJsonString()), mode, store);

    /// <summary>The facts of an event of Stripe that has no fault.</summary>
    public static IReadOnlyList<BillingFact> StripeFactsOf(string type, JsonObject data) =>
        Facts(Stripe(StripeSamples.Event(type, data)));

    /// <summary>The facts of a message of Lemon Squeezy that has no fault.</summary>
    public static IReadOnlyList<BillingFact> LemonSqueezyFactsOf(string name, JsonObject data) =>
        Facts(LemonSqueezy(LemonSqueezySamples.Message(name, data)));

    private static IReadOnlyList<BillingFact> Facts(WebhookReading reading)
    {
        reading.Event.ShouldNotBeNull(reading.Detail);
        reading.Event.Fault.ShouldBeNull();
        return reading.Event.Facts;
    }
}
