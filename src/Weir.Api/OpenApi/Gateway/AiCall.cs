using System.ComponentModel;
using System.Text.Json.Nodes;

namespace Weir.Api.OpenApi.Gateway;

/// <summary>A call of a feature. Other members, such as model or user_id, are refused.</summary>
/// <param name="Feature">Code of the feature; GET /v1/ai/features lists them.</param>
/// <param name="Input">Its input, by the rules of GET /v1/ai/features.</param>
/// <param name="Document">The client's own ids, for the ledger.</param>
/// <param name="Stream">Whether to answer with server-sent events.</param>
internal sealed record AiCall(
    string Feature, JsonObject Input, AiDocument? Document = null, [property: DefaultValue(false)] bool Stream = false);
