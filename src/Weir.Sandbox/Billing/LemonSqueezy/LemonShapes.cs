using System.Text.Json.Nodes;
using Weir.Sandbox.Billing.Life;

namespace Weir.Sandbox.Billing.LemonSqueezy;

/// <summary>Objects as the API shows them.</summary>
internal sealed class LemonShapes(LemonSqueezySimulator lemon)
{
    private readonly string _site = lemon.Options.Site;

    private JsonNode Store => LemonJson.Number(lemon.Options.LemonSqueezyStoreId);

    public JsonObject Buyer(LemonBuyer buyer) => LemonJson.Resource(_site, "customers", buyer.Id, new JsonObject
    {
        ["store_id"] = Store,
        ["name"] = NameOf(buyer),
        ["email"] = buyer.Email,
        ["status"] = "subscribed",
        ["urls"] = new JsonObject { ["customer_portal"] = lemon.PortalUrl(buyer.Id) },
        ["created_at"] = LemonJson.Time(buyer.CreatedAt),
        ["updated_at"] = LemonJson.Time(buyer.CreatedAt),
        ["test_mode"] = true,
    });

    public JsonObject Checkout(LemonCheckout checkout) => LemonJson.Resource(_site, "checkouts", checkout.Id, new JsonObject
    {
        ["store_id"] = Store,
        ["variant_id"] = LemonJson.Number(checkout.VariantId),
        ["custom_price"] = checkout.CustomPriceMinor,
        ["product_options"] = new JsonObject { ["redirect_url"] = checkout.RedirectUrl ?? "" },
        ["checkout_options"] = new JsonObject { ["skip_trial"] = checkout.SkipsTrial },
        ["checkout_data"] = new JsonObject
        {
            ["email"] = checkout.Email ?? "",
            ["name"] = checkout.Name ?? "",
            ["custom"] = LemonJson.Pairs(checkout.Custom),
        },
        ["expires_at"] = LemonJson.TimeOrNull(checkout.ExpiresAt),
        ["created_at"] = LemonJson.Time(checkout.CreatedAt),
        ["updated_at"] = LemonJson.Time(checkout.CreatedAt),
        ["test_mode"] = true,
        ["url"] = $"{_site}/sandbox/checkout/{checkout.Id}",
    });

    public JsonObject Order(LemonOrder order)
    {
        var price = lemon.PriceOrUnknown(order.VariantId);
        var buyer = lemon.State.Buyers[order.BuyerId];
        var isRefunded = order.RefundedMinor >= order.TotalMinor && order.RefundedAt is not null;
        return LemonJson.Resource(_site, "orders", order.Id, new JsonObject
        {
            ["store_id"] = Store,
            ["customer_id"] = LemonJson.Number(order.BuyerId),
            ["identifier"] = order.Identifier,
            ["order_number"] = LemonJson.Number(order.Id),
            ["user_name"] = NameOf(buyer),
            ["user_email"] = buyer.Email,
            ["currency"] = order.Currency.ToUpperInvariant(),
            ["subtotal"] = order.TotalMinor,
            ["tax"] = 0,
            ["total"] = order.TotalMinor,
            ["total_usd"] = order.TotalMinor,
            ["status"] = isRefunded ? "refunded" : order.RefundedMinor > 0 ? "partial_refund" : "paid",
            ["refunded"] = isRefunded,
            ["refunded_amount"] = order.RefundedMinor,
            ["refunded_at"] = LemonJson.TimeOrNull(order.RefundedAt),
            ["first_order_item"] = new JsonObject
            {
                ["id"] = LemonJson.Number(order.Id),
                ["order_id"] = LemonJson.Number(order.Id),
                ["product_id"] = LemonJson.Number(LemonSqueezySimulator.ProductOf(price)),
                ["variant_id"] = LemonJson.Number(order.VariantId),
                ["price_id"] = LemonJson.Number(order.VariantId),
                ["product_name"] = price.Name,
                ["variant_name"] = "Default",
                ["price"] = price.AmountMinor,
                ["quantity"] = order.Quantity,
            },
            ["urls"] = new JsonObject { ["receipt"] = $"{_site}/sandbox/checkout/{order.Identifier}" },
            ["created_at"] = LemonJson.Time(order.CreatedAt),
            ["updated_at"] = LemonJson.Time(order.UpdatedAt),
            ["test_mode"] = true,
        });
    }

    public JsonObject Subscription(Subscription subscription)
    {
        var price = lemon.PriceOrUnknown(subscription.PriceId);
        var buyer = lemon.State.Buyers[subscription.BuyerId];
        var status = Status(subscription);
        var portal = lemon.PortalUrl(buyer.Id);
        return LemonJson.Resource(_site, "subscriptions", subscription.Id, new JsonObject
        {
            ["store_id"] = Store,
            ["customer_id"] = LemonJson.Number(subscription.BuyerId),
            ["order_id"] = LemonJson.Number(subscription.OrderId!),
            ["order_item_id"] = LemonJson.Number(subscription.OrderId!),
            ["product_id"] = LemonJson.Number(LemonSqueezySimulator.ProductOf(price)),
            ["variant_id"] = LemonJson.Number(subscription.PriceId),
            ["product_name"] = price.Name,
            ["variant_name"] = "Default",
            ["user_name"] = NameOf(buyer),
            ["user_email"] = buyer.Email,
            ["status"] = status,
            ["status_formatted"] = char.ToUpperInvariant(status[0]) + status[1..].Replace('_', ' '),
            ["card_brand"] = "visa",
            ["card_last_four"] = "4242",
            ["pause"] = subscription.Pause is { } pause
                ? new JsonObject { ["mode"] = pause.Mode, ["resumes_at"] = LemonJson.TimeOrNull(pause.ResumesAt) }
                : null,
            ["cancelled"] = subscription.EndsAt is not null,
            ["trial_ends_at"] = LemonJson.TimeOrNull(subscription.TrialEndsAt),
            ["billing_anchor"] = subscription.AnchorAt.Day,
            ["first_subscription_item"] = Item(subscription),
            ["urls"] = new JsonObject
            {
                ["update_payment_method"] = portal,
                ["customer_portal"] = portal,
                ["customer_portal_update_subscription"] = portal,
            },
            ["renews_at"] = LemonJson.Time(subscription.PeriodEndsAt),
            ["ends_at"] = LemonJson.TimeOrNull(subscription.EndedAt ?? subscription.EndsAt),
            ["created_at"] = LemonJson.Time(subscription.CreatedAt),
            ["updated_at"] = LemonJson.Time(subscription.UpdatedAt),
            ["test_mode"] = true,
        });
    }

    public JsonObject Invoice(LemonInvoice invoice)
    {
        var buyer = lemon.State.Buyers[invoice.BuyerId];
        return LemonJson.Resource(_site, "subscription-invoices", invoice.Id, new JsonObject
        {
            ["store_id"] = Store,
            ["subscription_id"] = LemonJson.Number(invoice.SubscriptionId),
            ["customer_id"] = LemonJson.Number(invoice.BuyerId),
            ["user_name"] = NameOf(buyer),
            ["user_email"] = buyer.Email,
            ["billing_reason"] = invoice.Reason,
            ["card_brand"] = "visa",
            ["card_last_four"] = "4242",
            ["currency"] = invoice.Currency.ToUpperInvariant(),
            ["status"] = invoice.State,
            ["refunded"] = invoice.State == "refunded",
            ["refunded_amount"] = invoice.RefundedMinor,
            ["refunded_at"] = LemonJson.TimeOrNull(invoice.RefundedAt),
            ["subtotal"] = invoice.TotalMinor,
            ["tax"] = 0,
            ["total"] = invoice.TotalMinor,
            ["total_usd"] = invoice.TotalMinor,
            ["urls"] = new JsonObject { ["invoice_url"] = null },
            ["created_at"] = LemonJson.Time(invoice.CreatedAt),
            ["updated_at"] = LemonJson.Time(invoice.UpdatedAt),
            ["test_mode"] = true,
        });
    }

    public JsonObject License(LemonLicense license)
    {
        var buyer = lemon.State.Buyers[license.BuyerId];
        var status = license.StateAt(lemon.Clock.Now);
        return LemonJson.Resource(_site, "license-keys", license.Id, new JsonObject
        {
            ["store_id"] = Store,
            ["customer_id"] = LemonJson.Number(license.BuyerId),
            ["order_id"] = LemonJson.Number(license.OrderId),
            ["order_item_id"] = LemonJson.Number(license.OrderId),
            ["product_id"] = LemonJson.Number(LemonSqueezySimulator.ProductOf(lemon.PriceOrUnknown(license.VariantId))),
            ["user_name"] = NameOf(buyer),
            ["user_email"] = buyer.Email,
            ["key"] = license.Key,
            ["key_short"] = license.Short,
            ["activation_limit"] = license.ActivationLimit,
            ["instances_count"] = license.Instances.Count,
            ["disabled"] = license.IsDisabled ? 1 : 0,
            ["status"] = status,
            ["status_formatted"] = char.ToUpperInvariant(status[0]) + status[1..],
            ["expires_at"] = LemonJson.TimeOrNull(license.ExpiresAt),
            ["created_at"] = LemonJson.Time(license.CreatedAt),
            ["updated_at"] = LemonJson.Time(license.UpdatedAt),
            ["test_mode"] = true,
        });
    }

    public JsonObject StoreItself() => LemonJson.Resource(_site, "stores", lemon.Options.LemonSqueezyStoreId, new JsonObject
    {
        ["name"] = "Weir sandbox",
        ["slug"] = "weir-sandbox",
        ["domain"] = "weir-sandbox.lemonsqueezy.com",
        ["url"] = _site,
        ["plan"] = "fresh",
        ["country"] = "US",
        ["currency"] = "USD",
    });

    public static string Status(Subscription subscription) => subscription switch
    {
        { State: LifeState.Ended } => "expired",
        { State: LifeState.Unpaid } => "unpaid",
        { State: LifeState.PastDue } => "past_due",
        { EndsAt: not null } => "cancelled",
        { Pause: not null } => "paused",
        { State: LifeState.Trialing } => "on_trial",
        _ => "active",
    };

    public static string NameOf(LemonBuyer buyer) => buyer.Email.Split('@')[0];

    private static JsonObject Item(Subscription subscription) => new()
    {
        ["id"] = LemonJson.Number(subscription.Id),
        ["subscription_id"] = LemonJson.Number(subscription.Id),
        ["price_id"] = LemonJson.Number(subscription.PriceId),
        ["quantity"] = subscription.Quantity,
        ["is_usage_based"] = false,
        ["created_at"] = LemonJson.Time(subscription.CreatedAt),
        ["updated_at"] = LemonJson.Time(subscription.UpdatedAt),
    };
}
