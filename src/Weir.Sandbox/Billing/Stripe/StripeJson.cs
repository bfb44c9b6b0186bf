using System.Text.Json.Nodes;
using Weir.Sandbox.Billing.Life;

namespace Weir.Sandbox.Billing.Stripe;

/// <summary>Objects as the API shows them, in version <see cref="StripeGate.Version"/>.</summary>
internal static class StripeJson
{
    public static JsonObject Buyer(StripeBuyer buyer) => new()
    {
        ["id"] = buyer.Id,
        ["object"] = "customer",
        ["balance"] = 0,
        ["created"] = Seconds(buyer.CreatedAt),
        ["currency"] = null,
        ["delinquent"] = false,
        ["email"] = buyer.Email,
        ["livemode"] = false,
        ["metadata"] = Pairs(buyer.Metadata),
        ["name"] = null,
    };

    public static JsonObject Session(StripeSession session, SandboxPrice price, string url)
    {
        var isTrial = session.Trial > TimeSpan.Zero;
        var total = isTrial ? 0 : price.AmountMinor * session.Quantity;
        return new JsonObject
        {
            ["id"] = session.Id,
            ["object"] = "checkout.session",
            ["amount_subtotal"] = total,
            ["amount_total"] = total,
            ["cancel_url"] = session.CancelUrl,
            ["client_reference_id"] = session.ClientReferenceId,
            ["created"] = Seconds(session.CreatedAt),
            ["currency"] = price.Currency,
            ["customer"] = session.BuyerId,
            ["customer_details"] = session.Email is null
                ? null
                : new JsonObject { ["email"] = session.Email, ["name"] = null, ["tax_exempt"] = "none" },
            ["customer_email"] = session.Email,
            ["expires_at"] = Seconds(session.ExpiresAt),
            ["invoice"] = session.InvoiceId,
            ["livemode"] = false,
            ["metadata"] = Pairs(session.Metadata),
            ["mode"] = "subscription",
            ["payment_intent"] = null,
            ["payment_method_collection"] = session.AlwaysCollects ? "always" : "if_required",
            ["payment_method_types"] = new JsonArray("card"),
            ["payment_status"] = session.State != "complete" ? "unpaid" : isTrial ? "no_payment_required" : "paid",
            ["status"] = session.State,
            ["subscription"] = session.SubscriptionId,
            ["success_url"] = session.SuccessUrl,
            ["ui_mode"] = "hosted",
            ["url"] = session.State == "open" ? url : null,
        };
    }

    public static JsonObject Subscription(Subscription subscription, SandboxPrice price) => new()
    {
        ["id"] = subscription.Id,
        ["object"] = "subscription",
        ["billing_cycle_anchor"] = Seconds(subscription.AnchorAt),
        ["billing_mode"] = new JsonObject { ["type"] = "flexible" },
        ["cancel_at"] = subscription.State == LifeState.Ended && !subscription.EndsWithPeriod
            ? null
            : SecondsOrNull(subscription.EndsAt),
        ["cancel_at_period_end"] = subscription.EndsWithPeriod,
        ["canceled_at"] = SecondsOrNull(subscription.CanceledAt),
        ["cancellation_details"] = new JsonObject
        {
            ["comment"] = null,
            ["feedback"] = null,
            ["reason"] = subscription.CanceledAt is null ? null : subscription.EndReason ?? "cancellation_requested",
        },
        ["collection_method"] = "charge_automatically",
        ["created"] = Seconds(subscription.CreatedAt),
        ["currency"] = price.Currency,
        ["customer"] = subscription.BuyerId,
        ["default_payment_method"] = null,
        ["ended_at"] = SecondsOrNull(subscription.EndedAt),
        ["items"] = List([Item(subscription, price)], $"/v1/subscription_items?subscription={subscription.Id}"),
        ["latest_invoice"] = subscription.LatestInvoiceId,
        ["livemode"] = false,
        ["metadata"] = Pairs(subscription.Metadata),
        ["pause_collection"] = subscription.Pause is { } pause
            ? new JsonObject { ["behavior"] = pause.Mode, ["resumes_at"] = SecondsOrNull(pause.ResumesAt) }
            : null,
        ["schedule"] = null,
        ["start_date"] = Seconds(subscription.CreatedAt),
        ["status"] = Status(subscription.State),
        ["trial_end"] = SecondsOrNull(subscription.TrialEndsAt),
        ["trial_settings"] = new JsonObject
        {
            ["end_behavior"] = new JsonObject { ["missing_payment_method"] = "create_invoice" },
        },
        ["trial_start"] = SecondsOrNull(subscription.TrialStartsAt),
    };

    public static string Status(LifeState state) => state switch
    {
        LifeState.Trialing => "trialing",
        LifeState.Active => "active",
        LifeState.PastDue => "past_due",
        LifeState.Unpaid => "unpaid",
        LifeState.Paused => "paused",
        _ => "canceled",
    };

    public static JsonObject Price(SandboxPrice price) => new()
    {
        ["id"] = price.Id,
        ["object"] = "price",
        ["active"] = true,
        ["currency"] = price.Currency,
        ["livemode"] = false,
        ["lookup_key"] = null,
        ["metadata"] = new JsonObject(),
        ["nickname"] = price.Name,
        ["product"] = price.ProductId ?? SandboxId.Of("prod_", price.Id),
        ["recurring"] = new JsonObject
        {
            ["interval"] = price.PeriodMonths % 12 == 0 ? "year" : "month",
            ["interval_count"] = price.PeriodMonths % 12 == 0 ? price.PeriodMonths / 12 : price.PeriodMonths,
            ["usage_type"] = "licensed",
        },
        ["type"] = "recurring",
        ["unit_amount"] = price.AmountMinor,
        ["unit_amount_decimal"] = price.AmountMinor.ToString(System.Globalization.CultureInfo.InvariantCulture),
    };

    public static JsonObject Portal(StripePortal portal, string url, DateTimeOffset createdAt) => new()
    {
        ["id"] = portal.Id,
        ["object"] = "billing_portal.session",
        ["configuration"] = "bpc_sandbox",
        ["created"] = Seconds(createdAt),
        ["customer"] = portal.BuyerId,
        ["flow"] = null,
        ["livemode"] = false,
        ["return_url"] = portal.ReturnUrl,
        ["url"] = url,
    };

    public static JsonObject MeterEvent(StripeMeterEvent usage) => new()
    {
        ["object"] = "billing.meter_event",
        ["created"] = Seconds(usage.CreatedAt),
        ["event_name"] = usage.EventName,
        ["identifier"] = usage.Identifier,
        ["livemode"] = false,
        ["payload"] = Pairs(usage.Payload),
        ["timestamp"] = Seconds(usage.At),
    };

    public static JsonObject List(IEnumerable<JsonObject> items, string url, bool hasMore = false) => new()
    {
        ["object"] = "list",
        ["data"] = new JsonArray([.. items]),
        ["has_more"] = hasMore,
        ["url"] = url,
    };

    public static long Seconds(DateTimeOffset at) => at.ToUnixTimeSeconds();

    public static JsonNode? SecondsOrNull(DateTimeOffset? at) => at is { } known ? Seconds(known) : null;

    public static JsonObject Pairs(Dictionary<string, string> pairs)
    {
        var json = new JsonObject();
        foreach (var (key, value) in pairs) json[key] = value;
        return json;
    }

    private static JsonObject Item(Subscription subscription, SandboxPrice price) => new()
    {
        ["id"] = ItemId(subscription),
        ["object"] = "subscription_item",
        ["created"] = Seconds(subscription.CreatedAt),
        ["current_period_end"] = Seconds(subscription.PeriodEndsAt),
        ["current_period_start"] = Seconds(subscription.PeriodStartsAt),
        ["metadata"] = new JsonObject(),
        ["price"] = Price(price),
        ["quantity"] = subscription.Quantity,
        ["subscription"] = subscription.Id,
    };

    public static string ItemId(Subscription subscription) => SandboxId.Of("si_", subscription.Id);
}
