using System.Globalization;
using System.Text.Json;

namespace Weir.Sandbox.Providers.OpenAi;

/// <summary>Rules that the tables of parameters are made of.</summary>
internal static class ParameterRules
{
    /// <summary>The first fault of an object's members; a member that is null counts as not given.</summary>
    public static OpenAiError? CheckMembers(
        string path, JsonElement value, IReadOnlyDictionary<string, ParameterRule> rules)
    {
        foreach (var member in value.EnumerateObject())
        {
            var inner = path.Length > 0 ? $"{path}.{member.Name}" : member.Name;
            if (!rules.TryGetValue(member.Name, out var rule)) return OpenAiErrors.Unknown(inner);
            if (member.Value.ValueKind != JsonValueKind.Null && rule(inner, member.Value) is { } error) return error;
        }
        return null;
    }

    public static ParameterRule Members(IReadOnlyDictionary<string, ParameterRule> rules) => (path, value) =>
        value.ValueKind == JsonValueKind.Object
            ? CheckMembers(path, value, rules)
            : OpenAiErrors.WrongType(path, "an object", value);

    public static ParameterRule Text(int lengthMax = int.MaxValue) => (path, value) =>
    {
        if (value.ValueKind != JsonValueKind.String) return OpenAiErrors.WrongType(path, "a string", value);
        var length = value.GetString()!.Length;
        return length > lengthMax ? OpenAiErrors.TooLong(path, lengthMax, length) : null;
    };

    public static ParameterRule Flag { get; } = (path, value) =>
        value.ValueKind is JsonValueKind.True or JsonValueKind.False
            ? null
            : OpenAiErrors.WrongType(path, "a boolean", value);

    /// <summary>A flag that the stand-in acts out in one position only.</summary>
    public static ParameterRule OnlyFalse { get; } = (path, value) =>
        Flag(path, value) ?? (value.GetBoolean() ? OpenAiErrors.NotInSandbox(path) : null);

    public static ParameterRule Integer(int min, int max = int.MaxValue) => (path, value) =>
    {
        if (value.ValueKind != JsonValueKind.Number || !value.TryGetInt64(out var number))
            return OpenAiErrors.WrongType(path, "an integer", value);
        if (number < min) return OpenAiErrors.BelowMin(path, "integer", Plain(min), value);
        return number > max ? OpenAiErrors.AboveMax(path, "integer", Plain(max), value.GetRawText()) : null;
    };

    public static ParameterRule Decimal(double min, double max) => (path, value) =>
    {
        if (value.ValueKind != JsonValueKind.Number || !value.TryGetDouble(out var number))
            return OpenAiErrors.WrongType(path, "a decimal", value);
        if (number < min) return OpenAiErrors.BelowMin(path, "decimal", Plain(min), value);
        return number > max ? OpenAiErrors.AboveMax(path, "decimal", Plain(max), value.GetRawText()) : null;
    };

    public static ParameterRule OneOf(params string[] supported) => (path, value) =>
    {
        if (value.ValueKind != JsonValueKind.String) return OpenAiErrors.WrongType(path, "a string", value);
        return supported.Contains(value.GetString()) ? null : OpenAiErrors.NotOneOf(path, value.GetString(), supported);
    };

    public static ParameterRule Each(ParameterRule rule) => (path, value) =>
    {
        if (value.ValueKind != JsonValueKind.Array) return OpenAiErrors.WrongType(path, "an array", value);
        return value.EnumerateArray().Select((item, index) => rule($"{path}[{index}]", item)).FirstOrDefault(e => e is not null);
    };

    /// <summary>A list that must be empty here, since the stand-in does not act its items out.</summary>
    public static ParameterRule OnlyEmpty { get; } = (path, value) =>
    {
        if (value.ValueKind != JsonValueKind.Array) return OpenAiErrors.WrongType(path, "an array", value);
        return value.GetArrayLength() > 0 ? OpenAiErrors.NotInSandbox(path) : null;
    };

    public static ParameterRule NotInSandbox { get; } = (path, _) => OpenAiErrors.NotInSandbox(path);

    /// <summary>Checked elsewhere.</summary>
    public static ParameterRule Anything { get; } = (_, _) => null;

    private static string Plain(double number) => number.ToString(CultureInfo.InvariantCulture);
}
