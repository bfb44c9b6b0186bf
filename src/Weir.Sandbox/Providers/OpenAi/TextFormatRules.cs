using System.Text.Json;
using System.Text.RegularExpressions;

namespace Weir.Sandbox.Providers.OpenAi;

/// <summary>Rules of <c>text.format</c>: plain text, any JSON object, or JSON of a schema.</summary>
internal static partial class TextFormatRules
{
    private static readonly string[] s_types = ["text", "json_object", "json_schema"];
    private static readonly string[] s_schemaMembers = ["type", "name", "schema", "strict", "description"];

    public static OpenAiError? Check(string path, JsonElement format)
    {
        if (format.ValueKind != JsonValueKind.Object) return OpenAiErrors.WrongType(path, "an object", format);
        if (!format.TryGetProperty("type", out var type)) return OpenAiErrors.Missing($"{path}.type");
        if (ParameterRules.OneOf(s_types)($"{path}.type", type) is { } wrongType) return wrongType;
        var isSchema = type.GetString() == "json_schema";
        foreach (var member in format.EnumerateObject())
        {
            if (member.Name != "type" && !(isSchema && s_schemaMembers.Contains(member.Name)))
                return OpenAiErrors.Unknown($"{path}.{member.Name}");
        }
        return isSchema ? CheckSchema(path, format) : null;
    }

    private static OpenAiError? CheckSchema(string path, JsonElement format)
    {
        if (!format.TryGetProperty("name", out var name)) return OpenAiErrors.Missing($"{path}.name");
        if (ParameterRules.Text(64)($"{path}.name", name) is { } wrongName) return wrongName;
        if (!Name().IsMatch(name.GetString()!))
            return OpenAiErrors.Invalid(
                "invalid_value", $"{path}.name",
                $"Invalid '{path}.name': string does not match pattern. Expected a string that matches the pattern "
                + "'^[a-zA-Z0-9_-]+$'.");
        if (!format.TryGetProperty("schema", out var schema)) return OpenAiErrors.Missing($"{path}.schema");
        if (schema.ValueKind != JsonValueKind.Object) return OpenAiErrors.WrongType($"{path}.schema", "an object", schema);
        if (!format.TryGetProperty("strict", out var strict) || strict.ValueKind == JsonValueKind.Null) return null;
        if (ParameterRules.Flag($"{path}.strict", strict) is { } wrongStrict) return wrongStrict;
        if (!strict.GetBoolean()) return null;
        return StrictFault(schema, "()") is { } fault
            ? OpenAiErrors.Invalid(
                "invalid_json_schema", $"{path}.schema", $"Invalid schema for response_format '{name.GetString()}': {fault}")
            : null;
    }

    /// <summary>Strict schemas close every object and require every property.</summary>
    private static string? StrictFault(JsonElement schema, string context)
    {
        if (schema.ValueKind != JsonValueKind.Object) return null;
        if (schema.TryGetProperty("properties", out var properties) && properties.ValueKind == JsonValueKind.Object)
        {
            if (!schema.TryGetProperty("additionalProperties", out var more) || more.ValueKind != JsonValueKind.False)
                return $"In context={context}, 'additionalProperties' is required to be supplied and to be false.";
            var required = schema.TryGetProperty("required", out var list) && list.ValueKind == JsonValueKind.Array
                ? list.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.String)
                    .Select(item => item.GetString()).ToHashSet()
                : [];
            foreach (var property in properties.EnumerateObject())
            {
                if (!required.Contains(property.Name))
                    return $"In context={context}, 'required' is required to be supplied and to be an array including "
                        + $"every key in properties. Missing '{property.Name}'.";
                if (StrictFault(property.Value, $"('properties', '{property.Name}')") is { } inner) return inner;
            }
        }
        return schema.TryGetProperty("items", out var items) ? StrictFault(items, "('items',)") : null;
    }

    [GeneratedRegex("^[a-zA-Z0-9_-]+$")]
    private static partial Regex Name();
}
