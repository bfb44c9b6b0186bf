using System.Text.Json;
using System.Text.Json.Serialization;
using Weir.Core.Catalog;

namespace Weir.Data.Catalogs;

/// <summary>The catalog as the document that <c>weir.load_catalog</c> answers and <c>weir.apply_catalog</c> takes.</summary>
internal static class CatalogJson
{
    private static readonly JsonSerializerOptions s_options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Converters =
        {
            new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false),
            new MillisecondsConverter(),
        },
    };

    public static string Write(AppCatalog catalog) => JsonSerializer.Serialize(catalog, s_options);

    public static AppCatalog Read(string json) =>
        JsonSerializer.Deserialize<AppCatalog>(json, s_options)
        ?? throw new InvalidOperationException("The catalog document is null.");

    /// <summary>Time spans are whole milliseconds, as their columns are.</summary>
    private sealed class MillisecondsConverter : JsonConverter<TimeSpan>
    {
        public override TimeSpan Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            TimeSpan.FromMilliseconds(reader.GetInt64());

        public override void Write(Utf8JsonWriter writer, TimeSpan value, JsonSerializerOptions options) =>
            writer.WriteNumberValue((long)value.TotalMilliseconds);
    }
}
