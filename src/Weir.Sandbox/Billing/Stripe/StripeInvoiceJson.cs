using System.Text.Json.Nodes;

namespace Weir.Sandbox.Billing.Stripe;

/// <summary>Invoices, as the API shows them since version basil.</summary>
internal static class StripeInvoiceJson
{
    public static JsonObject Invoice(StripeInvoice invoice, Dictionary<string, string> metadata)
    {
        var isPaid = invoice.State == "paid";
        return new JsonObject
        {
            ["id"] = invoice.Id,
            ["object"] = "invoice",
            ["amount_due"] = invoice.AmountMinor,
            ["amount_paid"] = isPaid ? invoice.AmountMinor : 0,
            ["amount_remaining"] = isPaid ? 0 : invoice.AmountMinor,
            ["attempt_count"] = invoice.Attempts,
            ["attempted"] = invoice.Attempts > 0,
            ["auto_advance"] = invoice.State is "draft" or "open" && invoice.NextAttemptAt is not null,
            ["billing_reason"] = invoice.Reason,
            ["collection_method"] = "charge_automatically",
            ["created"] = StripeJson.Seconds(invoice.CreatedAt),
            ["currency"] = invoice.Currency,
            ["customer"] = invoice.BuyerId,
            ["lines"] = StripeJson.List([Line(invoice, metadata)], $"/v1/invoices/{invoice.Id}/lines"),
            ["livemode"] = false,
            ["metadata"] = new JsonObject(),
            ["next_payment_attempt"] = StripeJson.SecondsOrNull(invoice.NextAttemptAt),
            ["parent"] = new JsonObject
            {
                ["quote_details"] = null,
                ["subscription_details"] = new JsonObject
                {
                    ["metadata"] = StripeJson.Pairs(metadata),
                    ["subscription"] = invoice.SubscriptionId,
                },
                ["type"] = "subscription_details",
            },
            ["period_end"] = StripeJson.Seconds(invoice.CreatedAt),
            ["period_start"] = StripeJson.Seconds(invoice.CreatedAt),
            ["status"] = invoice.State,
            ["status_transitions"] = new JsonObject
            {
                ["finalized_at"] = invoice.State == "draft" ? null : StripeJson.Seconds(invoice.CreatedAt),
                ["marked_uncollectible_at"] = null,
                ["paid_at"] = StripeJson.SecondsOrNull(invoice.PaidAt),
                ["voided_at"] = null,
            },
            ["subtotal"] = invoice.AmountMinor,
            ["total"] = invoice.AmountMinor,
        };
    }

    private static JsonObject Line(StripeInvoice invoice, Dictionary<string, string> metadata) => new()
    {
        ["id"] = SandboxId.Of("il_", invoice.Id),
        ["object"] = "line_item",
        ["amount"] = invoice.AmountMinor,
        ["currency"] = invoice.Currency,
        ["invoice"] = invoice.Id,
        ["livemode"] = false,
        ["metadata"] = StripeJson.Pairs(metadata),
        ["parent"] = new JsonObject
        {
            ["invoice_item_details"] = null,
            ["subscription_item_details"] = new JsonObject
            {
                ["invoice_item"] = null,
                ["proration"] = false,
                ["subscription"] = invoice.SubscriptionId,
                ["subscription_item"] = SandboxId.Of("si_", invoice.SubscriptionId),
            },
            ["type"] = "subscription_item_details",
        },
        ["period"] = new JsonObject
        {
            ["end"] = StripeJson.Seconds(invoice.PeriodEndsAt),
            ["start"] = StripeJson.Seconds(invoice.PeriodStartsAt),
        },
        ["pricing"] = new JsonObject
        {
            ["price_details"] = new JsonObject
            {
                ["price"] = invoice.PriceId,
                ["product"] = SandboxId.Of("prod_", invoice.PriceId),
            },
            ["type"] = "price_details",
        },
        ["quantity"] = invoice.Quantity,
    };
}
