using System.Text.Json.Nodes;

namespace Weir.Billing.Tests.Kit;

/// <summary>Events as Stripe sends them, shortened to what the fact sheet lists, with people in them who must not come out.</summary>
internal static class StripeSamples
{
    public const string Customer = "01939f2e-6c3a-7c1d-8a55-0f6f1f0a7b11";

    /// <summary>2026-11-21T05:00:00Z.</summary>
    public const long Created = 1_795_237_200;

    public const long PeriodStart = Created - 86_400;
    public const long PeriodEnd = Created + 2_592_000;

    public static JsonObject Event(string type, JsonObject data, string id = "evt_1", bool live = false) => new()
    {
        ["id"] = id,
        ["object"] = "event",
        ["api_version"] = "2026-10-28.endive",
        ["created"] = Created,
        ["type"] = type,
        ["livemode"] = live,
        ["pending_webhooks"] = 1,
        ["request"] = new JsonObject { ["id"] = null, ["idempotency_key"] = null },
        ["data"] = new JsonObject { ["object"] = data.DeepClone() },
    };

    public static JsonObject Subscription(string status = "active") => Parse(
        $$"""
        {
          "id": "sub_1", "object": "subscription", "customer": "cus_1", "status": "{{status}}", "livemode": false,
          "items": { "object": "list", "has_more": false, "data": [
            { "id": "si_0", "quantity": null, "current_period_start": {{PeriodStart}}, "current_period_end": {{PeriodEnd + 9}},
              "price": { "id": "price_metered", "product": "prod_1",
                "recurring": { "interval": "month", "usage_type": "metered" } } },
            { "id": "si_1", "quantity": 3, "current_period_start": {{PeriodStart}}, "current_period_end": {{PeriodEnd}},
              "price": { "id": "price_pro", "product": "prod_1",
                "recurring": { "interval": "month", "usage_type": "licensed" } } } ] },
          "cancel_at_period_end": false, "cancel_at": null, "canceled_at": null, "ended_at": null, "trial_end": null,
          "pause_collection": null, "metadata": { "customer_id": "{{Customer}}", "user_id": "u" },
          "cancellation_details": { "comment": "canary comment", "feedback": null, "reason": null },
          "default_payment_method": "pm_canary", "start_date": {{PeriodStart}}, "created": {{PeriodStart}}
        }
        """);

    /// <summary>The same subscription in the shape before 2025-03-31.</summary>
    public static JsonObject OldSubscription(string status = "active")
    {
        var subscription = Subscription(status);
        foreach (var item in subscription["items"]!["data"]!.AsArray().Select(i => i!.AsObject()))
        {
            item.Remove("current_period_start");
            item.Remove("current_period_end");
        }
        subscription["current_period_start"] = PeriodStart;
        subscription["current_period_end"] = PeriodEnd;
        return subscription;
    }

    public static JsonObject Invoice(string status = "paid") => Parse(
        $$"""
        {
          "id": "in_1", "object": "invoice", "customer": "cus_1", "customer_email": "canary@example.org", "status": "{{status}}",
          "currency": "usd", "amount_due": 900, "amount_paid": 900, "total": 900, "created": {{PeriodStart}},
          "hosted_invoice_url": "https://invoice.example/canary", "next_payment_attempt": null,
          "parent": { "type": "subscription_details", "quote_details": null,
            "subscription_details": { "subscription": "sub_1", "metadata": { "customer_id": "{{Customer}}" } } }
        }
        """);

    public static JsonObject OldInvoice(string status = "paid")
    {
        var invoice = Invoice(status);
        invoice.Remove("parent");
        invoice["subscription"] = "sub_1";
        invoice["subscription_details"] = new JsonObject { ["metadata"] = new JsonObject { ["customer_id"] = Customer } };
        return invoice;
    }

    public static JsonObject Session() => Parse(
        $$"""
        {
          "id": "cs_test_1", "object": "checkout.session", "mode": "subscription", "payment_status": "paid", "status": "complete",
          "customer": "cus_1", "subscription": "sub_1", "invoice": "in_1", "client_reference_id": "{{Customer}}", "metadata": {},
          "customer_details": { "email": "canary@example.org", "name": "canary name" }, "url": null
        }
        """);

    public static JsonObject Buyer() => Parse(
        $$"""
        {
          "id": "cus_1", "object": "customer", "email": "canary@example.org", "name": "canary name",
          "metadata": { "uid": "{{Customer}}" }
        }
        """);

    public static JsonObject Charge(long refunded = 900) => Parse(
        $$"""
        {
          "id": "ch_1", "object": "charge", "customer": "cus_1", "amount": 900, "amount_refunded": {{refunded}},
          "currency": "eur", "created": {{PeriodStart}}, "payment_intent": "pi_1", "refunded": true, "metadata": {}, "receipt_email": "canary@example.org"
        }
        """);

    public static JsonObject InvoicePayment(string status = "paid") => Parse(
        $$"""
        {
          "id": "inpay_1", "object": "invoice_payment", "amount_paid": 900, "amount_requested": 900, "created": {{PeriodStart}},
          "currency": "usd", "invoice": "in_1", "is_default": true, "livemode": false, "status": "{{status}}",
          "payment": { "type": "payment_intent", "payment_intent": "pi_1" }
        }
        """);

    public static JsonObject Refund(string status = "succeeded") => Parse(
        $$"""
        {
          "id": "re_1", "object": "refund", "amount": 400, "charge": "ch_1", "payment_intent": "pi_1", "currency": "usd", "created": {{Created}},
          "status": "{{status}}", "metadata": {}, "reason": "requested_by_customer"
        }
        """);

    public static JsonObject Dispute(string status = "needs_response") => Parse(
        $$"""
        {
          "id": "dp_1", "object": "dispute", "amount": 900, "charge": "ch_1", "payment_intent": "pi_1", "currency": "usd",
          "created": {{Created}}, "status": "{{status}}", "metadata": {}, "evidence": { "customer_name": "canary name" }
        }
        """);

    /// <summary>One event of every kind of object, by type.</summary>
    public static IReadOnlyDictionary<string, Func<JsonObject>> Objects { get; } = new Dictionary<string, Func<JsonObject>>
    {
        ["checkout.session.completed"] = Session,
        ["customer.subscription.updated"] = () => Subscription(),
        ["invoice.paid"] = () => Invoice(),
        ["invoice_payment.paid"] = () => InvoicePayment(),
        ["customer.updated"] = Buyer,
        ["charge.refunded"] = () => Charge(),
        ["refund.updated"] = () => Refund(),
        ["charge.dispute.created"] = () => Dispute(),
    };

    private static JsonObject Parse(string json) => JsonNode.Parse(json)!.AsObject();
}
