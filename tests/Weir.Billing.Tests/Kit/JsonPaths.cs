using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Weir.Billing.Tests.Kit;

/// <summary>Members of a message by path, such as <c>items.data[1].price</c>.</summary>
internal static partial class JsonPaths
{
    /// <summary>Sets a member, and makes the objects on the way to it; a text of JSON, or null to take it away.</summary>
    public static void Set(this JsonObject root, string path, string? json)
    {
        var names = Index().Replace(path, ".$1").Split('.');
        JsonNode at = root;
        foreach (var name in names[..^1])
        {
            at = at is JsonArray list ? list[int.Parse(name)]!
                : at[name] is { } next and not JsonValue ? next : at[name] = new JsonObject();
        }
        if (json is null) at.AsObject().Remove(names[^1]);
        else at[names[^1]] = JsonNode.Parse(json);
    }

    [GeneratedRegex(@"\[(\d+)\]")]
    private static partial Regex Index();
}
