using System.Text.Json;
using System.Text.Json.Serialization;

namespace Weir.Benches.Children;

/// <summary>One message a line, in both directions.</summary>
internal static class ChildJson
{
    private static readonly JsonSerializerOptions s_options = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter() },
    };

    public static string Write<T>(T message) => JsonSerializer.Serialize(message, s_options);

    public static T Read<T>(string line) =>
        JsonSerializer.Deserialize<T>(line, s_options) ?? throw new InvalidDataException("An empty message.");
}
