using System.Globalization;
using System.Text.Json.Nodes;

namespace Weir.Sandbox.Billing.LemonSqueezy;

/// <summary>JSON:API's frame, and the forms of members.</summary>
internal static class LemonJson
{
    /// <summary>ISO 8601 in UTC, with microseconds.</summary>
    public static string Time(DateTimeOffset at) =>
        at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);

    public static JsonNode? TimeOrNull(DateTimeOffset? at) => at is { } known ? Time(known) : null;

    /// <summary>Ids are texts outside of attributes and numbers inside.</summary>
    public static long Number(string id) => long.Parse(id, NumberStyles.None, CultureInfo.InvariantCulture);

    public static JsonObject Resource(string site, string type, string id, JsonObject attributes)
    {
        var self = $"{site}{SandboxBillingOptions.LemonSqueezyPath}/v1/{type}/{id}";
        return new JsonObject
        {
            ["type"] = type,
            ["id"] = id,
            ["attributes"] = attributes,
            ["relationships"] = new JsonObject
            {
                ["store"] = new JsonObject { ["links"] = new JsonObject { ["related"] = self + "/store" } },
            },
            ["links"] = new JsonObject { ["self"] = self },
        };
    }

    public static JsonObject Page(IReadOnlyList<JsonObject> data, int page, int size, int total)
    {
        var last = Math.Max(1, (total + size - 1) / size);
        return new JsonObject
        {
            ["meta"] = new JsonObject
            {
                ["page"] = new JsonObject
                {
                    ["currentPage"] = page,
                    ["from"] = data.Count == 0 ? null : ((page - 1) * size) + 1,
                    ["lastPage"] = last,
                    ["perPage"] = size,
                    ["to"] = data.Count == 0 ? null : ((page - 1) * size) + data.Count,
                    ["total"] = total,
                },
            },
            ["jsonapi"] = new JsonObject { ["version"] = "1.0" },
            ["links"] = new JsonObject(),
            ["data"] = new JsonArray([.. data]),
        };
    }

    public static JsonObject Pairs(Dictionary<string, string> pairs)
    {
        var json = new JsonObject();
        foreach (var (key, value) in pairs) json[key] = value;
        return json;
    }
}
