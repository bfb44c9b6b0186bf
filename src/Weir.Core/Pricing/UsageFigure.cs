using System.Text.Json;

namespace Weir.Core.Pricing;

/// <summary>
/// One figure of a provider's usage report. <see cref="Value"/> is null when it is missing or is not a whole number
/// from 0 to <see cref="TokenUsage.MaxCredible"/>: strings, fractions, exponents, negative and absurd numbers are not
/// believed.
/// </summary>
public readonly record struct UsageFigure(long? Value)
{
    /// <summary>Reads the member of an object; anything else than an object has no members.</summary>
    public static UsageFigure Of(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object
        && parent.TryGetProperty(name, out var element)
        && element.ValueKind == JsonValueKind.Number
        && element.TryGetInt64(out var value)
        && value is >= 0 and <= TokenUsage.MaxCredible
            ? new(value)
            : default;

    /// <summary>Reads the member of a nested object.</summary>
    public static UsageFigure Of(JsonElement parent, string section, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(section, out var element)
            ? Of(element, name)
            : default;
}
