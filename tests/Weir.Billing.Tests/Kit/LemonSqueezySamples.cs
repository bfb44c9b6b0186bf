using System.Text.Json.Nodes;

namespace Weir.Billing.Tests.Kit;

/// <summary>Messages as Lemon Squeezy sends them, with people in them who must not come out.</summary>
internal static class LemonSqueezySamples
{
    public const string Customer = "01939f2e-6c3a-7c1d-8a55-0f6f1f0a7b11";
    public const string Key = "80e15db5-c796-436b-850c-8f9c98a48abe";
    public const string Store = "4711";

    public static JsonObject Message(string name, JsonObject data, bool test = true) => new()
    {
        ["meta"] = new JsonObject
        {
            ["test_mode"] = test,
            ["event_name"] = name,
            ["webhook_id"] = "f1e2",
            ["custom_data"] = new JsonObject { ["user_id"] = Customer },
        },
        ["data"] = data.DeepClone(),
    };

    public static JsonObject Subscription(string status = "active") => Parse(
        $$"""
        {
          "type": "subscriptions", "id": "11", "attributes": {
            "store_id": 4711, "customer_id": 21, "order_id": 31, "order_item_id": 32, "product_id": 41, "variant_id": 51,
            "product_name": "Pro", "user_name": "canary name", "user_email": "canary@example.org", "status": "{{status}}",
            "status_formatted": "Active", "card_brand": "visa", "card_last_four": "4242", "pause": null, "cancelled": false,
            "trial_ends_at": null, "billing_anchor": 12,
            "first_subscription_item": { "id": 61, "subscription_id": 11, "price_id": 71, "quantity": 2, "is_usage_based": false },
            "urls": { "customer_portal": "https://portal.example/canary" }, "renews_at": "2026-12-20T05:00:00.000000Z",
            "ends_at": null, "created_at": "2026-11-20T05:00:00.000000Z", "updated_at": "2026-11-21T05:00:00.123456Z",
            "test_mode": true } }
        """);

    public static JsonObject Invoice(string status = "paid") => Parse(
        $$"""
        {
          "type": "subscription-invoices", "id": "81", "attributes": {
            "store_id": 4711, "subscription_id": 11, "customer_id": 21, "user_name": "canary name",
            "user_email": "canary@example.org", "billing_reason": "renewal", "status": "{{status}}", "refunded": false,
            "refunded_at": null, "currency": "USD", "subtotal": 900, "tax": 0, "total": 900, "total_usd": 900,
            "refunded_amount": 0, "urls": { "invoice_url": "https://invoice.example/canary" },
            "created_at": "2026-11-20T05:00:00.000000Z", "updated_at": "2026-11-21T05:00:00.000000Z", "test_mode": true } }
        """);

    public static JsonObject Order(string status = "paid") => Parse(
        $$"""
        {
          "type": "orders", "id": "31", "attributes": {
            "store_id": 4711, "customer_id": 21, "identifier": "6a1e", "order_number": 1, "user_name": "canary name",
            "user_email": "canary@example.org", "currency": "EUR", "total": 900, "status": "{{status}}", "refunded": false,
            "refunded_amount": 0, "refunded_at": null,
            "first_order_item": { "id": 32, "order_id": 31, "product_id": 41, "variant_id": 51, "price_id": 71 },
            "urls": { "receipt": "https://receipt.example/canary" }, "created_at": "2026-11-20T05:00:00.000000Z",
            "updated_at": "2026-11-21T05:00:00.000000Z", "test_mode": true } }
        """);

    public static JsonObject License(string status = "inactive") => Parse(
        $$"""
        {
          "type": "license-keys", "id": "91", "attributes": {
            "store_id": 4711, "customer_id": 21, "order_id": 31, "order_item_id": 32, "product_id": 41,
            "user_name": "canary name", "user_email": "canary@example.org", "key": "{{Key}}", "key_short": "XXXX-8f9c98a48abe",
            "activation_limit": 3, "instances_count": 0, "disabled": 0, "status": "{{status}}", "status_formatted": "Inactive",
            "expires_at": null, "created_at": "2026-11-20T05:00:00.000000Z", "updated_at": "2026-11-21T05:00:00.000000Z",
            "test_mode": true } }
        """);

    /// <summary>One message of every kind of object, by event.</summary>
    public static IReadOnlyDictionary<string, Func<JsonObject>> Objects { get; } = new Dictionary<string, Func<JsonObject>>
    {
        ["order_created"] = () => Order(),
        ["subscription_updated"] = () => Subscription(),
        ["subscription_payment_success"] = () => Invoice(),
        ["license_key_created"] = () => License(),
    };

    private static JsonObject Parse(string json) => JsonNode.Parse(json)!.AsObject();
}
