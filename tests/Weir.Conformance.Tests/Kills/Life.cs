using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Weir.Benches.Webhooks;
using Weir.Core.Billing;

namespace Weir.Conformance.Tests.Kills;

/// <summary>A customer, and what a provider has to say of it, in the order in which it happened.</summary>
/// <param name="Customer">Weir's customer.</param>
/// <param name="SubscriptionId">What it buys.</param>
/// <param name="Hooks">The messages.</param>
internal sealed record Life(Guid Customer, string SubscriptionId, IReadOnlyList<Hook> Hooks)
{
    /// <summary>Buys the small plan, pays, changes to the large one; whose it is, its buyer says first.</summary>
    public static Life OfStripe(DateTimeOffset start)
    {
        var customer = Guid.CreateVersion7();
        var (buyer, subscription) = ($"cus_{customer:N}", $"sub_{customer:N}");
        return new Life(customer, subscription,
        [
            Stripe(customer, 1, "checkout.session.completed", start, new JsonObject
            {
                ["id"] = $"cs_test_{customer:N}", ["object"] = "checkout.session", ["mode"] = "subscription",
                ["payment_status"] = "paid", ["customer"] = buyer, ["subscription"] = subscription,
                ["client_reference_id"] = customer.ToString(), ["metadata"] = new JsonObject(),
            }),
            Stripe(customer, 2, "customer.subscription.created", start, StripeMessages.Subscription(
                subscription, buyer, customer, Shop.SmallPrice, "active", start)),
            Stripe(customer, 3, "invoice.paid", start, new JsonObject
            {
                ["id"] = $"in_{customer:N}", ["object"] = "invoice", ["customer"] = buyer, ["status"] = "paid",
                ["currency"] = "usd", ["amount_due"] = 900, ["created"] = start.ToUnixTimeSeconds(),
                ["parent"] = new JsonObject
                {
                    ["subscription_details"] = new JsonObject { ["subscription"] = subscription, ["metadata"] = new JsonObject() },
                },
            }),
            Stripe(customer, 4, "customer.subscription.updated", start.AddSeconds(30), StripeMessages.Subscription(
                subscription, buyer, customer, Shop.LargePrice, "active", start)),
        ]);
    }

    /// <summary>The same at Lemon Squeezy, where at last it is cancelled.</summary>
    public static Life OfLemonSqueezy(DateTimeOffset start)
    {
        var customer = Guid.CreateVersion7();
        var id = Math.Abs(BitConverter.ToInt64(customer.ToByteArray(), 8) % 1_000_000_000_000) + 1;
        return new Life(customer, $"{id}",
        [
            Lemon(customer, id, "subscription_created", start, Plan(Shop.SmallVariant, "active", start)),
            Lemon(customer, id, "subscription_payment_success", start, new JsonObject
            {
                ["subscription_id"] = id, ["status"] = "paid", ["total"] = 900, ["refunded_amount"] = 0, ["currency"] = "USD",
            }),
            Lemon(customer, id, "subscription_plan_changed", start.AddSeconds(20), Plan(Shop.LargeVariant, "active", start)),
            Lemon(customer, id, "subscription_cancelled", start.AddSeconds(30), Plan(Shop.LargeVariant, "cancelled", start)),
        ]);
    }

    private static Hook Stripe(Guid customer, int number, string type, DateTimeOffset at, JsonObject subject)
    {
        var id = $"evt_{customer:N}_{number}";
        return new Hook(BillingProvider.Stripe, id, StripeMessages.Event(id, type, at, subject));
    }

    private static Hook Lemon(Guid customer, long id, string name, DateTimeOffset at, JsonObject attributes)
    {
        attributes["store_id"] = 4711;
        attributes["customer_id"] = id + 1;
        attributes["test_mode"] = true;
        attributes["created_at"] = Time(at);
        attributes["updated_at"] = Time(at);
        var body = Encoding.UTF8.GetBytes(new JsonObject
        {
            ["meta"] = new JsonObject
            {
                ["test_mode"] = true, ["event_name"] = name,
                ["custom_data"] = new JsonObject { ["customer_id"] = customer.ToString() },
            },
            ["data"] = new JsonObject
            {
                ["type"] = name == "subscription_payment_success" ? "subscription-invoices" : "subscriptions", ["id"] = $"{id}",
                ["attributes"] = attributes,
            },
        }.ToJsonString());
        return new Hook(BillingProvider.LemonSqueezy, Convert.ToHexStringLower(SHA256.HashData(body)), body);
    }

    private static JsonObject Plan(string variant, string status, DateTimeOffset start) => new()
    {
        ["variant_id"] = int.Parse(variant, null), ["status"] = status,
        ["first_subscription_item"] = new JsonObject { ["quantity"] = 1 }, ["renews_at"] = Time(start.AddDays(30)),
        ["ends_at"] = status == "cancelled" ? Time(start.AddDays(30)) : null,
    };

    private static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.ffffffZ", null);
}
