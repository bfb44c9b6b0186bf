using System.Collections.Frozen;
using System.Text.Json;
using Weir.Billing.Webhooks;
using Weir.Core.Billing;
using Weir.Http.Bodies;

namespace Weir.Billing.LemonSqueezy;

/// <summary>What Lemon Squeezy's objects say (facts/lemonsqueezy §3–§5). Pure: no clock, no network.</summary>
public static class LemonSqueezyFacts
{
    private delegate IReadOnlyList<BillingFact> Reading(LemonSqueezyObject resource);

    private const string Subscriptions = "subscriptions";
    private const string LicenseKeys = "license-keys";

    private static readonly FrozenDictionary<string, (string Type, Reading Read)> s_events = Table(
        ("orders", LemonSqueezyPaymentFacts.OfOrder, ["order_created", "order_refunded"]),
        (Subscriptions, LemonSqueezySubscriptionFacts.Of,
        [
            "subscription_created", "subscription_updated", "subscription_cancelled", "subscription_resumed",
            "subscription_expired", "subscription_paused", "subscription_unpaused", "subscription_plan_changed",
        ]),
        ("subscription-invoices", LemonSqueezyPaymentFacts.OfInvoice,
        [
            "subscription_payment_success", LemonSqueezyPaymentFacts.PaymentFailed, "subscription_payment_recovered",
            "subscription_payment_refunded",
        ]),
        (LicenseKeys, LemonSqueezyLicenseFacts.Of, ["license_key_created", "license_key_updated"]));

    /// <summary>Whether an event of this name says something that Weir keeps; others are acknowledged and have no facts.</summary>
    public static bool Knows(string eventName) => s_events.ContainsKey(eventName);

    /// <summary>The events to ask for when the webhook is set up.</summary>
    public static IEnumerable<string> EventNames => s_events.Keys.Order(StringComparer.Ordinal);

    /// <summary>A subscription that was fetched: the resource with <c>type</c>, <c>id</c> and <c>attributes</c>.</summary>
    public static FactReading ReadSubscription(JsonElement resource) => FactReader.Read(
        resource, reader => ReadResource(reader, Subscriptions, LemonSqueezySubscriptionFacts.Of, "", null));

    /// <summary>A licence key that was fetched.</summary>
    public static FactReading ReadLicense(JsonElement resource) => FactReader.Read(
        resource, reader => ReadResource(reader, LicenseKeys, LemonSqueezyLicenseFacts.Of, "", null));

    /// <summary>The facts of a message of a known event; faults go to the reader's collector.</summary>
    /// <param name="data">The message's <c>data</c>.</param>
    /// <param name="eventName">The message's <c>meta.event_name</c>.</param>
    /// <param name="customerId">The Weir customer of <c>meta.custom_data</c>.</param>
    internal static IReadOnlyList<BillingFact> OfEvent(JsonObjectReader data, string eventName, Guid? customerId)
    {
        var (type, read) = s_events[eventName];
        return ReadResource(data, type, read, eventName, customerId);
    }

    private static IReadOnlyList<BillingFact> ReadResource(
        JsonObjectReader data, string type, Reading read, string eventName, Guid? customerId)
    {
        data.Word("type", [type], required: true);
        var id = data.NumberId("id", required: true);
        if (data.Child("attributes", required: true) is not { } attributes) return [];
        var updatedAt = attributes.IsoTime("updated_at", required: true);
        if (data.Faults.Any) return [];
        return read(new LemonSqueezyObject(eventName, id!, updatedAt!.Value, customerId, attributes));
    }

    private static FrozenDictionary<string, (string, Reading)> Table(
        params (string Type, Reading Read, string[] Names)[] rows) =>
        rows.SelectMany(row => row.Names.Select(name => KeyValuePair.Create(name, (row.Type, row.Read))))
            .ToFrozenDictionary(StringComparer.Ordinal);
}
