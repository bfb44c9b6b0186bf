using System.Text.Json.Nodes;

namespace Weir.Api.OpenApi.Gateway;

/// <summary>The output: one of the two, by the feature.</summary>
/// <param name="Text">A text.</param>
/// <param name="Json">A JSON value.</param>
internal sealed record AiAnswerOutput(string? Text = null, JsonNode? Json = null);
