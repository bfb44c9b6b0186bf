using System.Collections.Frozen;
using System.Text.Json;
using Weir.Billing.Webhooks;
using Weir.Core.Billing;
using Weir.Http.Bodies;

namespace Weir.Billing.Stripe;

/// <summary>
/// What Stripe's objects say (facts/stripe §5–§7), in the shape before and after the API version 2025-03-31. Pure: no clock, no
/// network.
/// </summary>
public static class StripeFacts
{
    private delegate IReadOnlyList<BillingFact> Reading(JsonObjectReader reader, StripeMoment moment);

    private static readonly FrozenDictionary<string, (string Object, Reading Read)> s_events = Table(
        ("checkout.session", StripeBuyerFacts.OfSession,
        [
            "checkout.session.completed", "checkout.session.async_payment_succeeded", "checkout.session.async_payment_failed",
        ]),
        ("subscription", StripeSubscriptionFacts.Of,
        [
            "customer.subscription.created", "customer.subscription.updated", "customer.subscription.deleted",
            "customer.subscription.paused", "customer.subscription.resumed", "customer.subscription.trial_will_end",
            "customer.subscription.pending_update_applied", "customer.subscription.pending_update_expired",
        ]),
        ("invoice", StripePaymentFacts.OfInvoice,
        [
            "invoice.paid", "invoice.payment_succeeded", StripePaymentFacts.InvoiceFailed, StripePaymentFacts.InvoiceActionRequired,
            "invoice.finalized", "invoice.finalization_failed", "invoice.voided", "invoice.marked_uncollectible",
        ]),
        ("invoice_payment", StripeLinkFacts.OfInvoicePayment, ["invoice_payment.paid"]),
        ("customer", StripeBuyerFacts.OfCustomer, ["customer.created", "customer.updated", StripeBuyerFacts.Deleted]),
        ("charge", StripePaymentFacts.OfCharge, ["charge.refunded"]),
        ("refund", StripePaymentFacts.OfRefund, ["refund.created", "refund.updated", "refund.failed"]),
        ("dispute", StripePaymentFacts.OfDispute,
        [
            "charge.dispute.created", "charge.dispute.updated", "charge.dispute.closed", "charge.dispute.funds_withdrawn",
            "charge.dispute.funds_reinstated",
        ]));

    /// <summary>Whether an event of this type says something that Weir keeps; others are acknowledged and have no facts.</summary>
    public static bool Knows(string eventType) => s_events.ContainsKey(eventType);

    /// <summary>The event types to ask for when the endpoint is set up.</summary>
    public static IEnumerable<string> EventTypes => s_events.Keys.Order(StringComparer.Ordinal);

    /// <summary>A subscription that was fetched.</summary>
    /// <param name="subscription">The object of <c>GET /v1/subscriptions</c>.</param>
    /// <param name="seenAt">When the request was sent: an event of the same second wins over it.</param>
    public static FactReading ReadSubscription(JsonElement subscription, DateTimeOffset seenAt) => FactReader.Read(
        subscription, reader => ReadObject(reader, "subscription", StripeSubscriptionFacts.Of, Fetched(seenAt)));

    /// <summary>An invoice that was fetched.</summary>
    /// <inheritdoc cref="ReadSubscription" path="/param[@name='seenAt']"/>
    public static FactReading ReadInvoice(JsonElement invoice, DateTimeOffset seenAt) => FactReader.Read(
        invoice, reader => ReadObject(reader, "invoice", StripePaymentFacts.OfInvoice, Fetched(seenAt)));

    /// <summary>What one attempt to pay an invoice was, with the invoice where it was expanded.</summary>
    /// <inheritdoc cref="ReadSubscription" path="/param[@name='seenAt']"/>
    public static FactReading ReadInvoicePayment(JsonElement invoicePayment, DateTimeOffset seenAt) => FactReader.Read(
        invoicePayment, reader => ReadObject(reader, "invoice_payment", StripeLinkFacts.OfInvoicePayment, Fetched(seenAt)));

    /// <summary>The facts of an event of a known type; faults go to the reader's collector.</summary>
    internal static IReadOnlyList<BillingFact> OfEvent(JsonObjectReader root, string eventType)
    {
        var (kind, read) = s_events[eventType];
        var at = root.UnixTime("created", required: true);
        return root.Child("data", required: true)?.Child("object", required: true) is { } data && at is { } second
            ? ReadObject(data, kind, read, new StripeMoment(eventType, second))
            : [];
    }

    private static IReadOnlyList<BillingFact> ReadObject(
        JsonObjectReader reader, string kind, Reading read, StripeMoment moment) =>
        reader.Word("object", [kind], required: true) is null ? [] : read(reader, moment);

    private static StripeMoment Fetched(DateTimeOffset seenAt) =>
        new("", DateTimeOffset.FromUnixTimeSeconds(seenAt.ToUnixTimeSeconds()));

    private static FrozenDictionary<string, (string, Reading)> Table(
        params (string Object, Reading Read, string[] Types)[] rows) =>
        rows.SelectMany(row => row.Types.Select(type => KeyValuePair.Create(type, (row.Object, row.Read))))
            .ToFrozenDictionary(StringComparer.Ordinal);
}
