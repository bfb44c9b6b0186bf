using Weir.Sandbox.Billing.Control;

namespace Weir.Sandbox.Billing.Stripe;

/// <summary>Money that goes back: refunds and disputes.</summary>
internal static class StripeReturns
{
    public static bool Refund(StripeSimulator stripe, string invoiceId, long? amountMinor, DateTimeOffset at)
    {
        if (!stripe.State.Invoices.TryGetValue(invoiceId, out var invoice) || invoice.ChargeId is null) return false;
        var left = invoice.AmountMinor - invoice.RefundedMinor;
        var given = Math.Min(left, amountMinor ?? left);
        invoice.RefundedMinor += given;
        stripe.Emit("refund.created", StripePaymentJson.Refund(invoice, SandboxId.New("re_"), given, at), at);
        stripe.Emit("charge.refunded", StripePaymentJson.Charge(invoice, IsDisputed(stripe, invoice)), at);
        return true;
    }

    /// <summary>False when there is no such payment, or its dispute is not in the state before.</summary>
    public static bool Dispute(StripeSimulator stripe, string invoiceId, DisputeOutcome outcome, DateTimeOffset at)
    {
        if (!stripe.State.Invoices.TryGetValue(invoiceId, out var invoice) || invoice.ChargeId is null) return false;
        var known = stripe.State.Disputes.Values.FirstOrDefault(
            dispute => dispute.InvoiceId == invoiceId && dispute.State == "needs_response");
        if ((known is null) != (outcome == DisputeOutcome.Opened)) return false;
        if (known is null)
        {
            known = new StripeDispute { Id = SandboxId.New("du_"), InvoiceId = invoiceId, CreatedAt = at };
            stripe.State.Disputes[known.Id] = known;
            Emit("charge.dispute.created");
            Emit("charge.dispute.funds_withdrawn");
            return true;
        }
        known.State = outcome == DisputeOutcome.Won ? "won" : "lost";
        Emit("charge.dispute.closed");
        if (outcome == DisputeOutcome.Won) Emit("charge.dispute.funds_reinstated");
        return true;

        void Emit(string type) => stripe.Emit(type, StripePaymentJson.Dispute(known, invoice), at);
    }

    private static bool IsDisputed(StripeSimulator stripe, StripeInvoice invoice) =>
        stripe.State.Disputes.Values.Any(dispute => dispute.InvoiceId == invoice.Id);
}
