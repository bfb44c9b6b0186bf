using System.Text.Json;
using System.Text.Json.Serialization;

namespace Weir.Gateway.Responses;

/// <summary>The answer: text, or JSON where the feature says so and the model kept to it.</summary>
internal sealed record AiOutput(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Text,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] JsonElement? Json);
