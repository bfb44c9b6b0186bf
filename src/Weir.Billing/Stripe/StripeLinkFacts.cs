using System.Text.Json;
using Weir.Billing.Webhooks;
using Weir.Core.Billing;
using Weir.Http.Bodies;

namespace Weir.Billing.Stripe;

/// <summary>What a payment intent paid for: disputes name the intent alone.</summary>
internal static class StripeLinkFacts
{
    private const int MaxWord = 100;

    public static IReadOnlyList<BillingFact> OfInvoicePayment(JsonObjectReader invoicePayment, StripeMoment moment)
    {
        var invoice = invoicePayment.StripeId("invoice", required: true);
        var status = invoicePayment.Text("status", MaxWord, required: true);
        var payment = invoicePayment.Child("payment", required: true);
        if (invoicePayment.Faults.Any) return [];
        // Expanded where it was fetched: then it tells whose it is.
        IReadOnlyList<BillingFact> facts = invoicePayment.Any("invoice") is { ValueKind: JsonValueKind.Object }
            ? StripePaymentFacts.OfInvoice(invoicePayment.Child("invoice")!, moment)
            : [];
        // A charge stands there only when it has no intent; a record of money that came otherwise has neither.
        var intent = payment!.StripeId("payment_intent") ?? payment!.StripeId("charge");
        return intent is null || status != "paid" ? facts : [.. facts, Link(intent, invoice!, moment)];
    }

    /// <summary>Of an invoice in the shape before 2025-03-31; since then it does not say.</summary>
    public static IEnumerable<BillingFact> OfInvoice(JsonObjectReader invoice, string id, StripeMoment moment)
    {
        if ((invoice.StripeId("payment_intent") ?? invoice.StripeId("charge")) is { } intent)
            yield return Link(intent, id, moment);
    }

    private static PaymentLinkFact Link(string intent, string invoice, StripeMoment moment) =>
        new(intent, $"invoice:{invoice}", moment.Version(isFirst: false, isLast: false));
}
