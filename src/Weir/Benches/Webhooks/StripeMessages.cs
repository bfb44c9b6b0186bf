using System.Text;
using System.Text.Json.Nodes;

namespace Weir.Benches.Webhooks;

/// <summary>Events of Stripe's test mode, in the shape of its API, with no more than Weir reads of them.</summary>
internal static class StripeMessages
{
    private static readonly TimeSpan s_period = TimeSpan.FromDays(30);

    /// <summary>The body of an event.</summary>
    public static byte[] Event(string id, string type, DateTimeOffset at, JsonObject subject) => Encoding.UTF8.GetBytes(
        new JsonObject
        {
            ["id"] = id,
            ["object"] = "event",
            ["created"] = at.ToUnixTimeSeconds(),
            ["type"] = type,
            ["livemode"] = false,
            ["data"] = new JsonObject { ["object"] = subject },
        }.ToJsonString());

    /// <summary>A subscription of one seat, of which a period has just begun.</summary>
    public static JsonObject Subscription(
        string id, string buyerId, Guid customerId, string priceId, string status, DateTimeOffset periodStart) => new()
    {
        ["id"] = id,
        ["object"] = "subscription",
        ["customer"] = buyerId,
        ["status"] = status,
        ["cancel_at_period_end"] = false,
        ["items"] = new JsonObject
        {
            ["data"] = new JsonArray(new JsonObject
            {
                ["quantity"] = 1,
                ["current_period_start"] = periodStart.ToUnixTimeSeconds(),
                ["current_period_end"] = (periodStart + s_period).ToUnixTimeSeconds(),
                ["price"] = new JsonObject { ["id"] = priceId },
            }),
        },
        ["metadata"] = new JsonObject { ["customer_id"] = customerId.ToString() },
    };
}
