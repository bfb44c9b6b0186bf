using System.Text.Json;

namespace Weir.Sandbox.Tests.Providers;

internal static class JsonShouldly
{
    /// <summary>Equal as JSON, however it is laid out.</summary>
    public static void ShouldBeLike(this string json, string other) => JsonElement.Parse(json).ShouldBeLike(JsonElement.Parse(other));

    /// <summary>Equal as JSON.</summary>
    public static void ShouldBeLike(this JsonElement value, JsonElement other) =>
        JsonElement.DeepEquals(value, other).ShouldBeTrue($"{value.GetRawText()} is not {other.GetRawText()}");
}
