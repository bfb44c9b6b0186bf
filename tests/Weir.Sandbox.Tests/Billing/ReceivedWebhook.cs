using System.Text.Json;

namespace Weir.Sandbox.Tests.Billing;

/// <summary>A webhook as the seller got it.</summary>
/// <param name="Body">The raw bytes.</param>
/// <param name="Headers">The first value of each.</param>
public sealed record ReceivedWebhook(byte[] Body, IReadOnlyDictionary<string, string> Headers)
{
    public JsonElement Json => JsonElement.Parse(Body);

    /// <summary>Stripe's name of what happened.</summary>
    public string Type => Json.GetProperty("type").GetString()!;

    /// <summary>Stripe's object.</summary>
    public JsonElement Subject => Json.GetProperty("data").GetProperty("object");

    /// <summary>Lemon Squeezy's name of what happened.</summary>
    public string EventName => Json.GetProperty("meta").GetProperty("event_name").GetString()!;

    /// <summary>Lemon Squeezy's object.</summary>
    public JsonElement Attributes => Json.GetProperty("data").GetProperty("attributes");
}
