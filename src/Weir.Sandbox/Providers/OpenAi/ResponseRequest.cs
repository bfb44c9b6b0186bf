using System.Text.Json;

namespace Weir.Sandbox.Providers.OpenAi;

/// <summary>A checked request. <see cref="Body"/> is kept for the echoes of an answer.</summary>
internal sealed record ResponseRequest(OpenAiModel Model, JsonElement Body, IReadOnlyList<InputMessage> Messages)
{
    /// <summary>Model as the caller named it.</summary>
    public string ModelName => Text("model")!;

    public string? Instructions => Text("instructions");
    public int? MaxOutputTokens =>
        Member("max_output_tokens") is { } value ? (int)Math.Min(value.GetInt64(), int.MaxValue) : null;
    public bool Stream => Flag("stream") ?? false;

    /// <summary>Tier as the caller named it.</summary>
    public string? ServiceTier => Text("service_tier");

    /// <summary>Tier that serves it: what is not flex or priority is served as default.</summary>
    public string ServedTier => ServiceTier switch
    {
        "flex" => "flex",
        "priority" or "fast" => "priority",
        _ => "default",
    };

    /// <summary>Whether deltas carry padding that hides their length.</summary>
    public bool Obfuscates => Inner("stream_options", "include_obfuscation")?.GetBoolean() ?? true;

    /// <summary>Reasoning effort; null for a model that does not reason.</summary>
    public string? Effort => Inner("reasoning", "effort")?.GetString() ?? (Model.Reasons ? Model.Efforts[0] : null);

    /// <summary>The <c>text.format</c> object; null for plain text.</summary>
    public JsonElement? Format => Inner("text", "format");

    /// <summary>Whether the caller wants to carry the reasoning itself.</summary>
    public bool WantsEncryptedReasoning =>
        Member("include")?.EnumerateArray().Any(item => item.GetString() == "reasoning.encrypted_content") ?? false;

    /// <summary>The caller's own metadata.</summary>
    public IReadOnlyDictionary<string, string> Metadata
    {
        get
        {
            var pairs = new Dictionary<string, string>(StringComparer.Ordinal);
            if (Member("metadata") is not { } metadata) return pairs;
            foreach (var pair in metadata.EnumerateObject()) pairs[pair.Name] = pair.Value.GetString()!;
            return pairs;
        }
    }

    /// <summary>A member of the body; null when it is not there or null.</summary>
    public JsonElement? Member(string name) =>
        Body.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    /// <summary>A member of a member.</summary>
    public JsonElement? Inner(string name, string inner) =>
        Member(name) is { } outer && outer.TryGetProperty(inner, out var value) && value.ValueKind != JsonValueKind.Null
            ? value
            : null;

    private string? Text(string name) => Member(name)?.GetString();

    private bool? Flag(string name) => Member(name)?.GetBoolean();
}
