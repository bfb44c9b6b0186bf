using System.Text.Json;

namespace Weir.Sandbox.Tests.Billing;

/// <summary>Calls of the Stripe stand-in that tests share.</summary>
internal static class StripeCalls
{
    public const string Customer = "0199c0de-0000-7000-8000-000000000001";

    public static Dictionary<string, string> Checkout(string price = BillingServer.Monthly) => new()
    {
        ["mode"] = "subscription",
        ["line_items[0][price]"] = price,
        ["line_items[0][quantity]"] = "1",
        ["success_url"] = "https://shop.example/done?session={CHECKOUT_SESSION_ID}",
        ["cancel_url"] = "https://shop.example/plans",
        ["client_reference_id"] = Customer,
        ["metadata[customer_id]"] = Customer,
        ["subscription_data[metadata][customer_id]"] = Customer,
    };

    /// <summary>An open session.</summary>
    public static async Task<JsonElement> OpenAsync(this BillingServer server, Dictionary<string, string>? form = null)
    {
        var (status, session, _) = await server.StripeAsync("POST", "/v1/checkout/sessions", form ?? Checkout());
        status.ShouldBe(200, session.GetRawText());
        return session;
    }

    /// <summary>A paid subscription; the webhooks that told of it are read.</summary>
    public static async Task<string> SubscribeAsync(this BillingServer server, Dictionary<string, string>? form = null)
    {
        var session = await server.OpenAsync(form);
        var paid = await server.SteerAsync($"/checkout/{session.Text("id")}/pay", new { outcome = "paid" });
        await server.ReceiveUntilAsync(webhook => webhook.Type == "invoice.payment_succeeded");
        return paid.Text("subscription");
    }

    public static string Text(this JsonElement json, string name) => json.GetProperty(name).GetString()!;
}
