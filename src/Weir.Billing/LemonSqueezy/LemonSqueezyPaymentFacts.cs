using System.Collections.Frozen;
using Weir.Billing.Webhooks;
using Weir.Core.Billing;

namespace Weir.Billing.LemonSqueezy;

/// <summary>Orders and invoices of subscriptions (facts/lemonsqueezy §4).</summary>
internal static class LemonSqueezyPaymentFacts
{
    public const string PaymentFailed = "subscription_payment_failed";

    private static readonly FrozenDictionary<string, PaymentState> s_states = new Dictionary<string, PaymentState>
    {
        ["pending"] = PaymentState.Pending,
        ["failed"] = PaymentState.Failed,
        ["paid"] = PaymentState.Paid,
        ["refunded"] = PaymentState.Refunded,
        ["partial_refund"] = PaymentState.PartlyRefunded,
        ["void"] = PaymentState.Void,
        ["fraudulent"] = PaymentState.ChargedBack,
    }.ToFrozenDictionary();

    public static IReadOnlyList<BillingFact> OfOrder(LemonSqueezyObject order)
    {
        var variant = order.Attributes.Child("first_order_item")?.NumberId("variant_id", required: true);
        return Of(order, "order", null, variant);
    }

    public static IReadOnlyList<BillingFact> OfInvoice(LemonSqueezyObject invoice)
    {
        var subscription = invoice.Attributes.NumberId("subscription_id", required: true);
        return Of(invoice, "invoice", subscription, null);
    }

    private static IReadOnlyList<BillingFact> Of(
        LemonSqueezyObject payment, string kind, string? subscriptionId, string? variantId)
    {
        var attributes = payment.Attributes;
        var buyer = attributes.NumberId("customer_id", required: true);
        var state = attributes.Meaning("status", s_states);
        var total = attributes.Amount("total", required: true);
        var refunded = attributes.Amount("refunded_amount");
        if (refunded > total) attributes.Faults.Add(attributes.PathOf("refunded_amount"), "must not be more than the total");
        var currency = attributes.Currency("currency");
        var madeAt = attributes.IsoTime("created_at", required: true);
        if (attributes.Faults.Any) return [];

        if (state is PaymentState.Pending && payment.EventName == PaymentFailed) state = PaymentState.Failed;
        // A part that was given back shows in the amount before it does in the status.
        if (state is PaymentState.Paid && refunded > 0)
            state = refunded == total ? PaymentState.Refunded : PaymentState.PartlyRefunded;
        var fact = new PaymentFact($"{kind}:{payment.Id}", payment.Version(isLast: state is PaymentState.Refunded))
        {
            CustomerId = payment.CustomerId,
            BuyerId = buyer,
            SubscriptionId = subscriptionId,
            PriceId = variantId,
            State = state!.Value,
            MadeAt = madeAt!.Value,
            AmountMinor = total!.Value,
            RefundedMinor = refunded ?? (state is PaymentState.Refunded ? total.Value : 0),
            Currency = currency!,
        };
        return payment.WithBuyer(fact, buyer!);
    }
}
