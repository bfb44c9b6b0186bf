using System.Security.Cryptography;
using System.Text.Json;
using Weir.Billing.Webhooks;
using Weir.Core.Billing;
using Weir.Core.Json;
using Weir.Http.Bodies;

namespace Weir.Billing.LemonSqueezy;

/// <summary>
/// Lemon Squeezy's messages (facts/lemonsqueezy §3). Whose a message is and of which world must be plain, or it is refused; what
/// it says may be wrong, and it is stored with the fault.
/// </summary>
internal static class LemonSqueezyEvents
{
    private const int MaxNameLength = 200;

    /// <summary>Reads a body whose signature was right.</summary>
    public static WebhookReading Read(ReadOnlyMemory<byte> body, BillingMode mode, string storeId)
    {
        if (!StrictJson.TryParse(body, FactReader.MaxDepth, out var document, out var fault)) return WebhookReading.NotJson(fault);
        using (document)
        {
            var key = Convert.ToHexStringLower(SHA256.HashData(body.Span));
            return Read(new JsonObjectReader(document.RootElement, new FaultCollector()), key, mode, storeId);
        }
    }

    private static WebhookReading Read(JsonObjectReader root, string key, BillingMode mode, string storeId)
    {
        var meta = root.Child("meta", required: true);
        var name = meta?.Name("event_name", MaxNameLength, required: true);
        var isTest = meta?.Flag("test_mode", required: true);
        var data = root.Child("data", required: true);
        var attributes = data?.Child("attributes", required: name is not null && LemonSqueezyFacts.Knows(name));
        var isObjectTest = attributes?.Flag("test_mode");
        var store = attributes?.NumberId("store_id", required: name is not null && LemonSqueezyFacts.Knows(name));
        if (root.Faults.Any) return WebhookReading.NotAnEvent(root.Faults);
        if (isTest != (mode == BillingMode.Test) || (isObjectTest ?? isTest) != isTest) return WebhookReading.OtherMode(mode);
        if (store is not null && store != storeId)
            return WebhookReading.Refused(WebhookRefusal.OtherAccount, "This server takes events of its own store only.");

        var reading = LemonSqueezyFacts.Knows(name!)
            ? FactReader.Finish(root.Faults, LemonSqueezyFacts.OfEvent(data!, name!, CustomData(meta!).Customer()))
            : new FactReading([], null);
        return WebhookReading.Of(new BillingEvent
        {
            Provider = BillingProvider.LemonSqueezy,
            Mode = mode,
            EventKey = key,
            Type = name!,
            OccurredAt = attributes?.IsoTime("updated_at"),
            Facts = reading.Facts,
            Fault = reading.Fault,
        });
    }

    /// <summary>An object; an empty one may come as an empty array.</summary>
    private static JsonObjectReader? CustomData(JsonObjectReader meta) =>
        meta.Any("custom_data") is { ValueKind: JsonValueKind.Array } list && list.GetArrayLength() == 0
            ? null
            : meta.Child("custom_data");
}
