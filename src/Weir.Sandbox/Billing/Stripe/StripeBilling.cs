using Weir.Sandbox.Billing.Life;

namespace Weir.Sandbox.Billing.Stripe;

/// <summary>Invoices: made, finalized at once, paid or not.</summary>
internal static class StripeBilling
{
    /// <summary>A new invoice of the current period.</summary>
    public static StripeInvoice Bill(
        StripeSimulator stripe, Subscription subscription, string reason, bool isFree, DateTimeOffset at)
    {
        var price = stripe.FindPrice(subscription.PriceId) ?? new SandboxPrice(subscription.PriceId, subscription.PriceId);
        var invoice = new StripeInvoice
        {
            Id = SandboxId.New("in_"),
            CreatedAt = at,
            SubscriptionId = subscription.Id,
            BuyerId = subscription.BuyerId,
            PriceId = subscription.PriceId,
            Quantity = subscription.Quantity,
            Currency = price.Currency,
            AmountMinor = isFree ? 0 : price.AmountMinor * subscription.Quantity,
            Reason = reason,
            PeriodStartsAt = subscription.PeriodStartsAt,
            PeriodEndsAt = subscription.PeriodEndsAt,
        };
        stripe.State.Invoices[invoice.Id] = invoice;
        subscription.LatestInvoiceId = invoice.Id;
        return invoice;
    }

    /// <summary>Tells of the invoice from draft to what became of it.</summary>
    public static void Pay(
        StripeSimulator stripe, StripeInvoice invoice, bool isPaid, DateTimeOffset? nextAttemptAt, DateTimeOffset at)
    {
        if (invoice.State == "draft")
        {
            stripe.Emit("invoice.created", stripe.Json(invoice), at);
            invoice.State = "open";
            invoice.NextAttemptAt = nextAttemptAt;
            stripe.Emit("invoice.finalized", stripe.Json(invoice), at);
        }
        invoice.NextAttemptAt = nextAttemptAt;
        if (invoice.AmountMinor > 0) invoice.Attempts++;
        if (!isPaid)
        {
            stripe.Emit("invoice.payment_failed", stripe.Json(invoice), at);
            return;
        }
        invoice.State = "paid";
        invoice.PaidAt = at;
        if (invoice.AmountMinor > 0)
        {
            invoice.ChargeId = SandboxId.New("ch_");
            stripe.Emit("invoice_payment.paid", StripePaymentJson.InvoicePayment(invoice), at);
        }
        stripe.Emit("invoice.paid", stripe.Json(invoice), at);
        stripe.Emit("invoice.payment_succeeded", stripe.Json(invoice), at);
    }
}
