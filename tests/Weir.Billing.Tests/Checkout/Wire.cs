using System.Net;
using System.Text.Json;
using Weir.Gateway.Tests.Loopback;

namespace Weir.Billing.Tests.Checkout;

/// <summary>Answers of providers, and what they were asked.</summary>
internal static class Wire
{
    public static Func<Exchange, Task> Session(string id = "cs_live_1", string status = "open") => exchange =>
        exchange.RespondAsync(200, JsonSerializer.Serialize(new
        {
            id, @object = "checkout.session", status, url = status == "open" ? $"https://checkout.stripe.test/{id}" : null,
        }));

    public static Func<Exchange, Task> LemonCheckout(string id = "9f1c") => exchange =>
        exchange.RespondAsync(201, JsonSerializer.Serialize(new
        {
            data = new { type = "checkouts", id, attributes = new { url = $"https://store.lemonsqueezy.test/checkout/{id}" } },
        }), "application/vnd.api+json");

    public static Func<Exchange, Task> StripeError(int status, string type, string headers = "", string? code = null) => exchange =>
        exchange.RespondAsync(
            status, JsonSerializer.Serialize(new { error = new { type, code, message = "zqtext of the provider" } }),
            headers: headers);

    /// <summary>The parameters of a form, decoded.</summary>
    public static IReadOnlyDictionary<string, string> Form(this ReceivedCall call) =>
        call.Body.Split('&').Select(pair => pair.Split('=', 2))
            .ToDictionary(pair => WebUtility.UrlDecode(pair[0]), pair => WebUtility.UrlDecode(pair[1]));

    public static string Code(this JsonElement problem) => problem.GetProperty("code").GetString()!;

    public static IReadOnlyList<string> Fields(this JsonElement problem) =>
        [.. problem.GetProperty("errors").EnumerateArray().Select(fault => fault.GetProperty("field").GetString()!)];

    public static string Fault(this JsonElement problem) =>
        problem.GetProperty("errors")[0].GetProperty("message").GetString()!;
}
