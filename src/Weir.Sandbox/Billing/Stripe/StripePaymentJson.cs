using System.Text.Json.Nodes;

namespace Weir.Sandbox.Billing.Stripe;

/// <summary>
/// What moves the money of an invoice, and moves it back, as the API shows it since version basil: charges, refunds and disputes
/// name the payment intent, and only an invoice payment says which invoice that paid.
/// </summary>
internal static class StripePaymentJson
{
    public static string IntentOf(StripeInvoice invoice) => SandboxId.Of("pi_", invoice.Id);

    public static JsonObject InvoicePayment(StripeInvoice invoice, JsonObject? expanded = null) => new()
    {
        ["id"] = SandboxId.Of("inpay_", invoice.Id),
        ["object"] = "invoice_payment",
        ["amount_paid"] = StatusOf(invoice) == "paid" ? invoice.AmountMinor : null,
        ["amount_requested"] = invoice.AmountMinor,
        ["created"] = StripeJson.Seconds(invoice.CreatedAt),
        ["currency"] = invoice.Currency,
        ["invoice"] = expanded ?? (JsonNode)invoice.Id,
        ["is_default"] = true,
        ["livemode"] = false,
        ["payment"] = new JsonObject { ["payment_intent"] = IntentOf(invoice), ["type"] = "payment_intent" },
        ["status"] = StatusOf(invoice),
        ["status_transitions"] = new JsonObject
        {
            ["canceled_at"] = null, ["paid_at"] = StripeJson.SecondsOrNull(invoice.PaidAt),
        },
    };

    public static string StatusOf(StripeInvoice invoice) => invoice.State switch
    {
        "paid" => "paid",
        "open" => "open",
        _ => "canceled",
    };

    public static JsonObject Charge(StripeInvoice invoice, bool isDisputed) => new()
    {
        ["id"] = invoice.ChargeId,
        ["object"] = "charge",
        ["amount"] = invoice.AmountMinor,
        ["amount_captured"] = invoice.AmountMinor,
        ["amount_refunded"] = invoice.RefundedMinor,
        ["captured"] = true,
        ["created"] = StripeJson.Seconds(invoice.PaidAt ?? invoice.CreatedAt),
        ["currency"] = invoice.Currency,
        ["customer"] = invoice.BuyerId,
        ["disputed"] = isDisputed,
        ["livemode"] = false,
        ["metadata"] = new JsonObject(),
        ["paid"] = true,
        ["payment_intent"] = IntentOf(invoice),
        ["refunded"] = invoice.RefundedMinor >= invoice.AmountMinor,
        ["status"] = "succeeded",
    };

    public static JsonObject Refund(StripeInvoice invoice, string id, long amountMinor, DateTimeOffset at) => new()
    {
        ["id"] = id,
        ["object"] = "refund",
        ["amount"] = amountMinor,
        ["charge"] = invoice.ChargeId,
        ["created"] = StripeJson.Seconds(at),
        ["currency"] = invoice.Currency,
        ["metadata"] = new JsonObject(),
        ["payment_intent"] = IntentOf(invoice),
        ["reason"] = null,
        ["status"] = "succeeded",
    };

    public static JsonObject Dispute(StripeDispute dispute, StripeInvoice invoice) => new()
    {
        ["id"] = dispute.Id,
        ["object"] = "dispute",
        ["amount"] = invoice.AmountMinor,
        ["charge"] = invoice.ChargeId,
        ["created"] = StripeJson.Seconds(dispute.CreatedAt),
        ["currency"] = invoice.Currency,
        ["is_charge_refundable"] = false,
        ["livemode"] = false,
        ["metadata"] = new JsonObject(),
        ["payment_intent"] = IntentOf(invoice),
        ["reason"] = "fraudulent",
        ["status"] = dispute.State,
    };
}
