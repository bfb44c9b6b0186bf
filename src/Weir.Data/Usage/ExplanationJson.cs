using System.Text.Json;
using System.Text.Json.Serialization;
using Weir.Core.Usage;

namespace Weir.Data.Usage;

/// <summary>The document of <c>weir.explain</c>.</summary>
internal static class ExplanationJson
{
    private static readonly JsonSerializerOptions s_options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false) },
    };

    public static MeterExplanation Read(string json) =>
        JsonSerializer.Deserialize<MeterExplanation>(json, s_options)
        ?? throw new InvalidOperationException("The document of weir.explain is null.");
}
