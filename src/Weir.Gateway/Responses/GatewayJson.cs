using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Weir.Http.Json;

namespace Weir.Gateway.Responses;

/// <summary>The wire form of this assembly's answers: snake_case, times in UTC with Z, without reflection.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, GenerationMode = JsonSourceGenerationMode.Default)]
[JsonSerializable(typeof(AiResponse))]
[JsonSerializable(typeof(AiUsage))]
[JsonSerializable(typeof(RoutingState))]
[JsonSerializable(typeof(TextDelta))]
internal sealed partial class GatewayJson : JsonSerializerContext
{
    /// <summary>Texts of all languages go out as they are: the answers are JSON, never part of a page.</summary>
    public static readonly GatewayJson Wire = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new Rfc3339Converter() },
    });
}
