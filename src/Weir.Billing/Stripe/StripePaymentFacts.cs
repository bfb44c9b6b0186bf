using System.Collections.Frozen;
using Weir.Billing.Webhooks;
using Weir.Core.Billing;
using Weir.Http.Bodies;

namespace Weir.Billing.Stripe;

/// <summary>Invoices, charges, refunds and disputes.</summary>
internal static class StripePaymentFacts
{
    public const string InvoiceFailed = "invoice.payment_failed";
    public const string InvoiceActionRequired = "invoice.payment_action_required";

    // Whether an open invoice is only waiting or has failed, the event says.
    private static readonly FrozenDictionary<string, PaymentState> s_invoices = new Dictionary<string, PaymentState>
    {
        ["draft"] = PaymentState.Pending,
        ["open"] = PaymentState.Pending,
        ["paid"] = PaymentState.Paid,
        ["void"] = PaymentState.Void,
        ["uncollectible"] = PaymentState.Void,
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, PaymentState> s_refunds = new Dictionary<string, PaymentState>
    {
        ["pending"] = PaymentState.Pending,
        ["requires_action"] = PaymentState.Pending,
        ["succeeded"] = PaymentState.Refunded,
        ["failed"] = PaymentState.Void,
        ["canceled"] = PaymentState.Void,
    }.ToFrozenDictionary();

    // One that was won, or closed without a loss, stands against nothing any more.
    private static readonly FrozenDictionary<string, PaymentState> s_disputes = new Dictionary<string, PaymentState>
    {
        ["warning_needs_response"] = PaymentState.Disputed,
        ["warning_under_review"] = PaymentState.Disputed,
        ["needs_response"] = PaymentState.Disputed,
        ["under_review"] = PaymentState.Disputed,
        ["warning_closed"] = PaymentState.Void,
        ["won"] = PaymentState.Void,
        ["prevented"] = PaymentState.Void,
        ["lost"] = PaymentState.ChargedBack,
    }.ToFrozenDictionary();

    public static IReadOnlyList<BillingFact> OfInvoice(JsonObjectReader invoice, StripeMoment moment)
    {
        var id = invoice.StripeId("id", required: true);
        var buyer = invoice.StripeId("customer", required: true);
        var state = invoice.Meaning("status", s_invoices);
        // A payment that wants the buyer's doing has failed until it is done.
        if (state is PaymentState.Pending && moment.Type is InvoiceFailed or InvoiceActionRequired) state = PaymentState.Failed;
        var amount = invoice.Amount("amount_due", required: true);
        var currency = invoice.Currency("currency");
        var madeAt = invoice.UnixTime("created", required: true);
        // Since 2025-03-31 below parent; before at the top, where it may be null.
        var details = invoice.Child("parent")?.Child("subscription_details");
        var subscription = details is null ? invoice.StripeId("subscription") : details.StripeId("subscription");
        var customerId = (details ?? invoice.Child("subscription_details"))?.Child("metadata").Customer();
        if (invoice.Faults.Any) return [];
        var isPending = state is PaymentState.Pending;
        return
        [
            new PaymentFact($"invoice:{id}", moment.Version(isPending, !isPending && state is not PaymentState.Failed))
            {
                CustomerId = customerId,
                BuyerId = buyer,
                SubscriptionId = subscription,
                State = state!.Value,
                MadeAt = madeAt!.Value,
                AmountMinor = amount!.Value,
                Currency = currency!,
            },
            .. StripeLinkFacts.OfInvoice(invoice, id!, moment),
        ];
    }

    public static IReadOnlyList<BillingFact> OfCharge(JsonObjectReader charge, StripeMoment moment)
    {
        var id = charge.StripeId("id", required: true);
        var buyer = charge.StripeId("customer");
        var amount = charge.Amount("amount", required: true);
        var refunded = charge.Amount("amount_refunded", required: true);
        if (refunded > amount) charge.Faults.Add(charge.PathOf("amount_refunded"), "must not be more than the amount");
        var currency = charge.Currency("currency");
        var madeAt = charge.UnixTime("created", required: true);
        var customerId = charge.Child("metadata").Customer();
        var intent = charge.StripeId("payment_intent") ?? id;
        if (charge.Faults.Any) return [];
        var isWhole = refunded == amount;
        return
        [
            new PaymentFact($"charge:{id}", moment.Version(isFirst: false, isLast: isWhole))
            {
                CustomerId = customerId,
                BuyerId = buyer,
                IntentId = intent,
                State = isWhole ? PaymentState.Refunded : refunded > 0 ? PaymentState.PartlyRefunded : PaymentState.Paid,
                MadeAt = madeAt!.Value,
                AmountMinor = amount!.Value,
                RefundedMinor = refunded!.Value,
                Currency = currency!,
            },
        ];
    }

    public static IReadOnlyList<BillingFact> OfRefund(JsonObjectReader refund, StripeMoment moment)
    {
        var state = refund.Meaning("status", s_refunds);
        return OfCase(refund, "refund", moment, state, isOver: state is PaymentState.Void);
    }

    public static IReadOnlyList<BillingFact> OfDispute(JsonObjectReader dispute, StripeMoment moment)
    {
        var state = dispute.Meaning("status", s_disputes);
        return OfCase(dispute, "dispute", moment, state, isOver: state is PaymentState.Void or PaymentState.ChargedBack);
    }

    /// <summary>What happens to a charge afterwards. Whom it concerns, only the payment intent tells.</summary>
    private static IReadOnlyList<BillingFact> OfCase(
        JsonObjectReader reader, string kind, StripeMoment moment, PaymentState? state, bool isOver)
    {
        var id = reader.StripeId("id", required: true);
        var amount = reader.Amount("amount", required: true);
        var currency = reader.Currency("currency");
        var madeAt = reader.UnixTime("created", required: true);
        var customerId = reader.Child("metadata").Customer();
        var intent = reader.StripeId("payment_intent") ?? reader.StripeId("charge");
        if (reader.Faults.Any) return [];
        return
        [
            new PaymentFact($"{kind}:{id}", moment.Version(state is PaymentState.Pending, isOver))
            {
                CustomerId = customerId,
                IntentId = intent,
                State = state!.Value,
                MadeAt = madeAt!.Value,
                AmountMinor = amount!.Value,
                RefundedMinor = state is PaymentState.Refunded ? amount.Value : 0,
                Currency = currency!,
            },
        ];
    }
}
