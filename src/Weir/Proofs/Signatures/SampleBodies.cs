namespace Weir.Proofs.Signatures;

/// <summary>What the providers have to say: one message of each kind of object.</summary>
internal static class SampleBodies
{
    public static IReadOnlyList<string> Stripe { get; } =
    [
        Event("customer.subscription.updated",
            """
            {"id":"sub_1","object":"subscription","customer":"cus_1","status":"active","cancel_at_period_end":false,"cancel_at":null,
            "trial_end":1795300000,"items":{"data":[{"price":{"id":"price_1","recurring":{"usage_type":"licensed"}},"quantity":2,
            "current_period_start":1795150800,"current_period_end":1797742800}]},"pause_collection":{"behavior":"void"},
            "metadata":{"customer_id":"01939f2e-6c3a-7c1d-8a55-0f6f1f0a7b11","note":"canary-7c20"}}
            """),
        Event("customer.subscription.deleted",
            """
            {"id":"sub_1","object":"subscription","customer":{"id":"cus_1","email":"canary-7c20"},"status":"canceled",
            "ended_at":1795237200,"current_period_start":1795150800,"current_period_end":1797742800,
            "items":{"data":[{"plan":{"id":"plan_1"},"quantity":null}]},"metadata":{}}
            """),
        Event("invoice.payment_failed",
            """
            {"id":"in_1","object":"invoice","customer":"cus_1","customer_email":"canary-7c20","status":"open","currency":"usd",
            "amount_due":900,"created":1795150800,"parent":{"subscription_details":{"subscription":"sub_1",
            "metadata":{"user_id":"01939f2e-6c3a-7c1d-8a55-0f6f1f0a7b11"}}}}
            """),
        Event("checkout.session.completed",
            """
            {"id":"cs_1","object":"checkout.session","mode":"subscription","payment_status":"paid","customer":"cus_1",
            "subscription":"sub_1","client_reference_id":"01939f2e-6c3a-7c1d-8a55-0f6f1f0a7b11","metadata":{},
            "customer_details":{"name":"canary-7c20"}}
            """),
        Event("charge.refunded",
            """
            {"id":"ch_1","object":"charge","customer":"cus_1","amount":900,"amount_refunded":400,"currency":"eur",
            "created":1795150800,"metadata":{},"receipt_email":"canary-7c20"}
            """),
        Event("charge.dispute.closed",
            """
            {"id":"dp_1","object":"dispute","amount":900,"currency":"usd","created":1795150800,"status":"lost","metadata":{}}
            """),
        Event("customer.deleted", """{"id":"cus_1","object":"customer","name":"canary-7c20","metadata":{}}"""),
    ];

    public static IReadOnlyList<string> LemonSqueezy { get; } =
    [
        Message("subscription_cancelled", "subscriptions",
            """
            "customer_id":21,"variant_id":51,"status":"cancelled","pause":{"mode":"free","resumes_at":null},
            "first_subscription_item":{"quantity":2},"renews_at":"2026-12-20T05:00:00.000000Z","ends_at":"2026-12-20T05:00:00.000000Z"
            """),
        Message("subscription_payment_refunded", "subscription-invoices",
            """
            "customer_id":21,"subscription_id":11,"status":"refunded","total":900,"refunded_amount":900,"currency":"USD"
            """),
        Message("order_created", "orders",
            """
            "customer_id":21,"status":"paid","total":900,"refunded_amount":0,"currency":"EUR","first_order_item":{"variant_id":51}
            """),
        Message("license_key_created", "license-keys",
            """
            "customer_id":21,"order_id":31,"product_id":41,"key":"canary-7c20-key","key_short":"XXXX-1","status":"inactive",
            "disabled":0,"activation_limit":3,"expires_at":null
            """),
    ];

    private static string Event(string type, string data) =>
        $"{{\"id\":\"evt_1\",\"object\":\"event\",\"created\":1795237200,\"type\":\"{type}\",\"livemode\":false,"
        + $"\"data\":{{\"object\":{data}}}}}";

    private static string Message(string name, string type, string attributes) =>
        $"{{\"meta\":{{\"event_name\":\"{name}\",\"test_mode\":true,"
        + "\"custom_data\":{\"user_id\":\"01939f2e-6c3a-7c1d-8a55-0f6f1f0a7b11\"}},"
        + $"\"data\":{{\"type\":\"{type}\",\"id\":\"11\",\"attributes\":{{\"store_id\":4711,\"user_email\":\"canary-7c20\","
        + $"{attributes},\"created_at\":\"2026-11-20T05:00:00.000000Z\",\"updated_at\":\"2026-11-21T05:00:00.123456Z\","
        + "\"test_mode\":true}}}";
}
