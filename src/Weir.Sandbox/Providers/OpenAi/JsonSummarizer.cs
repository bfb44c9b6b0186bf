using System.Text.Encodings.Web;
using System.Text.Json;
using Weir.Sandbox.Providers.Text;

namespace Weir.Sandbox.Providers.OpenAi;

/// <summary>A summary as JSON: of the caller's schema, or <c>{"summary":"…"}</c> for any JSON object.</summary>
internal static class JsonSummarizer
{
    private static readonly JsonWriterOptions s_json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes JSON within <paramref name="tokensMax"/> pieces, with ever shorter texts in it, then cut.</summary>
    public static Summary Summarize(IReadOnlyList<Section> sections, JsonElement format, int tokensMax)
    {
        var schema = format.TryGetProperty("schema", out var given) ? given : (JsonElement?)null;
        var json = string.Empty;
        for (var textMax = Math.Min(tokensMax, 512); textMax >= 8; textMax /= 2)
        {
            var text = Summarizer.Summarize(sections, textMax).Text;
            json = Write(new SchemaFiller(schema, sections, text));
            var tokens = TokenPieces.Count(json);
            if (tokens <= tokensMax) return new Summary(json, tokens, Cut: false);
        }
        return new Summary(TokenPieces.Take(json, tokensMax), Math.Min(tokensMax, TokenPieces.Count(json)), Cut: true);
    }

    private static string Write(SchemaFiller filler)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, s_json)) filler.Write(writer);
        return System.Text.Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }
}
