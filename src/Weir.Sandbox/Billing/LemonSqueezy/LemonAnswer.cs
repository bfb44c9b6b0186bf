using System.Text.Json.Nodes;

namespace Weir.Sandbox.Billing.LemonSqueezy;

/// <summary>What a call is answered with.</summary>
internal readonly record struct LemonAnswer(int Status, JsonObject Body)
{
    /// <summary>One object.</summary>
    public static LemonAnswer One(JsonObject resource, int status = 200) => new(status, new JsonObject
    {
        ["jsonapi"] = new JsonObject { ["version"] = "1.0" },
        ["links"] = new JsonObject { ["self"] = resource["links"]!["self"]!.DeepClone() },
        ["data"] = resource,
    });
}
