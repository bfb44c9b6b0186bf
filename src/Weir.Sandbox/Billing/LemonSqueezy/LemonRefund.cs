namespace Weir.Sandbox.Billing.LemonSqueezy;

/// <summary>Money that the seller gives back, of an order or of a subscription's invoice.</summary>
internal static class LemonRefund
{
    public static bool Give(LemonSqueezySimulator lemon, string paymentId, long? amountMinor, DateTimeOffset at)
    {
        if (lemon.State.Orders.TryGetValue(paymentId, out var order) && order.TotalMinor > 0)
        {
            order.RefundedMinor = Math.Min(order.TotalMinor, order.RefundedMinor + (amountMinor ?? order.TotalMinor));
            order.RefundedAt = order.UpdatedAt = at;
            lemon.Emit("order_refunded", lemon.Shapes.Order(order), order.Custom, at);
            return true;
        }
        if (!lemon.State.Invoices.TryGetValue(paymentId, out var invoice)) return false;
        if (invoice.State is not ("paid" or "partial_refund")) return false;
        invoice.RefundedMinor = Math.Min(
            invoice.TotalMinor, invoice.RefundedMinor + (amountMinor ?? invoice.TotalMinor));
        invoice.State = invoice.RefundedMinor == invoice.TotalMinor ? "refunded" : "partial_refund";
        invoice.RefundedAt = invoice.UpdatedAt = at;
        lemon.Emit("subscription_payment_refunded", invoice);
        return true;
    }
}
