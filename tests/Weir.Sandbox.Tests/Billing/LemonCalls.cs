using System.Text.Json;

namespace Weir.Sandbox.Tests.Billing;

/// <summary>Calls of the Lemon Squeezy stand-in that tests share.</summary>
internal static class LemonCalls
{
    public static object Checkout(string variant = BillingServer.Variant) => new
    {
        data = new
        {
            type = "checkouts",
            attributes = new
            {
                product_options = new { redirect_url = "https://shop.example/thanks" },
                checkout_data = new { custom = new { customer_id = StripeCalls.Customer, user_id = StripeCalls.Customer } },
                test_mode = true,
            },
            relationships = new
            {
                store = new { data = new { type = "stores", id = "1" } },
                variant = new { data = new { type = "variants", id = variant } },
            },
        },
    };

    /// <summary>An open checkout's id.</summary>
    public static async Task<string> OpenLemonAsync(this BillingServer server, string variant = BillingServer.Variant)
    {
        var (status, checkout) = await server.LemonAsync("POST", "/v1/checkouts", Checkout(variant));
        status.ShouldBe(201, checkout.GetRawText());
        return checkout.GetProperty("data").Text("id");
    }

    /// <summary>A paid checkout; the webhooks that told of it are read.</summary>
    public static async Task<JsonElement> BuyLemonAsync(this BillingServer server, string variant = BillingServer.Variant)
    {
        var id = await server.OpenLemonAsync(variant);
        var paid = await server.SteerAsync($"/checkout/{id}/pay", new { outcome = "paid" });
        await server.ReceiveAsync(variant == BillingServer.Variant ? 5 : 3);
        return paid;
    }

    public static async Task<JsonElement> LemonSubscriptionAsync(this BillingServer server, string id)
    {
        var (status, found) = await server.LemonAsync("GET", $"/v1/subscriptions/{id}");
        status.ShouldBe(200);
        return found.GetProperty("data").GetProperty("attributes");
    }
}
