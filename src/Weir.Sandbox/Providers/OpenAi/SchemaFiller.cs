using System.Text.Json;
using Weir.Sandbox.Providers.Text;

namespace Weir.Sandbox.Providers.OpenAi;

/// <summary>Writes a value that a JSON schema accepts, with a summary's sentences where it asks for strings.</summary>
internal sealed class SchemaFiller(JsonElement? root, IReadOnlyList<Section> sections, string summary)
{
    private const int DepthMax = 12;
    private const int ItemsMax = 5;

    private readonly List<Sentence> _sentences = SentenceSplitter.Split(summary);
    private int _next;

    /// <summary>Writes the value; without a schema <c>{"summary":"…"}</c>.</summary>
    public void Write(Utf8JsonWriter json)
    {
        if (root is { } schema)
        {
            WriteValue(json, schema, name: string.Empty, DepthMax);
            return;
        }
        json.WriteStartObject();
        json.WriteString("summary", summary);
        json.WriteEndObject();
    }

    private void WriteValue(Utf8JsonWriter json, JsonElement schema, string name, int depth)
    {
        schema = Resolve(schema);
        if (depth == 0 || schema.ValueKind != JsonValueKind.Object)
        {
            json.WriteNullValue();
            return;
        }
        if (schema.TryGetProperty("const", out var constant))
        {
            constant.WriteTo(json);
            return;
        }
        if (schema.TryGetProperty("enum", out var values) && values is { ValueKind: JsonValueKind.Array }
            && values.GetArrayLength() > 0)
        {
            values[0].WriteTo(json);
            return;
        }
        switch (TypeOf(schema))
        {
            case "object": WriteObject(json, schema, depth); break;
            case "array": WriteArray(json, schema, name, depth); break;
            case "string": json.WriteStringValue(TextFor(name)); break;
            case "integer" or "number": json.WriteNumberValue(_sentences.Count); break;
            case "boolean": json.WriteBooleanValue(true); break;
            default: json.WriteNullValue(); break;
        }
    }

    private void WriteObject(Utf8JsonWriter json, JsonElement schema, int depth)
    {
        json.WriteStartObject();
        if (schema.TryGetProperty("properties", out var properties) && properties.ValueKind == JsonValueKind.Object)
        {
            foreach (var property in properties.EnumerateObject())
            {
                json.WritePropertyName(property.Name);
                WriteValue(json, property.Value, property.Name, depth - 1);
            }
        }
        json.WriteEndObject();
    }

    private void WriteArray(Utf8JsonWriter json, JsonElement schema, string name, int depth)
    {
        var min = Bound(schema, "minItems", 0);
        var count = Math.Clamp(Math.Min(ItemsMax, _sentences.Count), min, Math.Max(min, Bound(schema, "maxItems", ItemsMax)));
        json.WriteStartArray();
        if (schema.TryGetProperty("items", out var items))
        {
            for (var item = 0; item < count; item++) WriteValue(json, items, name, depth - 1);
        }
        json.WriteEndArray();
    }

    private string TextFor(string name)
    {
        if (ManuscriptNames.RoleOf(name) == ManuscriptRole.Title)
            return (sections.Count > 0 ? sections[0].Title : null) ?? "Untitled";
        if (name.Contains("summary", StringComparison.OrdinalIgnoreCase) || _sentences.Count == 0) return summary;
        return _sentences[_next++ % _sentences.Count].Text;
    }

    /// <summary>Follows references and takes the first alternative that is not null.</summary>
    private JsonElement Resolve(JsonElement schema)
    {
        for (var step = 0; step < DepthMax && schema.ValueKind == JsonValueKind.Object; step++)
        {
            if (schema.TryGetProperty("$ref", out var reference) && reference.ValueKind == JsonValueKind.String)
                schema = Follow(reference.GetString()!);
            else if (Alternatives(schema) is { } alternatives)
                schema = alternatives.EnumerateArray().FirstOrDefault(option => TypeOf(option) != "null");
            else
                return schema;
        }
        return schema;
    }

    private JsonElement Follow(string reference)
    {
        var target = root!.Value;
        foreach (var step in reference.TrimStart('#').Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (target.ValueKind != JsonValueKind.Object || !target.TryGetProperty(step, out target)) return default;
        }
        return target;
    }

    private static JsonElement? Alternatives(JsonElement schema)
    {
        foreach (var name in (string[])["anyOf", "oneOf"])
        {
            if (schema.TryGetProperty(name, out var options) && options.ValueKind == JsonValueKind.Array) return options;
        }
        return null;
    }

    private static string? TypeOf(JsonElement schema)
    {
        if (schema.ValueKind != JsonValueKind.Object) return null;
        if (!schema.TryGetProperty("type", out var type)) return schema.TryGetProperty("properties", out _) ? "object" : null;
        if (type.ValueKind == JsonValueKind.Array)
            type = type.EnumerateArray().FirstOrDefault(
                option => option.ValueKind == JsonValueKind.String && option.GetString() != "null");
        return type.ValueKind == JsonValueKind.String ? type.GetString() : null;
    }

    private static int Bound(JsonElement schema, string name, int otherwise) =>
        schema.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var bound)
            ? Math.Clamp(bound, 0, 1_000)
            : otherwise;
}
