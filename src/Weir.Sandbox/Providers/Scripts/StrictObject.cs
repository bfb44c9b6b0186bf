using System.Text.Json;
using Weir.Core.Errors;

namespace Weir.Sandbox.Providers.Scripts;

/// <summary>Reads the members of one JSON object by name and type, and notes every fault with its path.</summary>
internal sealed class StrictObject
{
    private readonly JsonElement _value;
    private readonly string _path;
    private readonly List<FieldFault> _faults;

    /// <summary>Notes the members that are not among <paramref name="known"/>, and those that come twice.</summary>
    public StrictObject(JsonElement value, string path, List<FieldFault> faults, params ReadOnlySpan<string> known)
    {
        _value = value;
        _path = path;
        _faults = faults;
        if (value.ValueKind != JsonValueKind.Object)
        {
            faults.Add(new FieldFault(path.Length > 0 ? path : "body", "must be an object"));
            return;
        }
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var member in value.EnumerateObject())
        {
            if (!known.Contains(member.Name)) Fault(member.Name, "is not known here");
            else if (!seen.Add(member.Name)) Fault(member.Name, "is given twice");
        }
    }

    /// <summary>Path of a member, as faults name it.</summary>
    public string PathOf(string name) => _path.Length > 0 ? $"{_path}.{name}" : name;

    /// <summary>Notes a fault of a member.</summary>
    public void Fault(string name, string message) => _faults.Add(new FieldFault(PathOf(name), message));

    /// <summary>The member's value; false when it is not there.</summary>
    public bool TryGet(string name, out JsonElement value)
    {
        value = default;
        return _value.ValueKind == JsonValueKind.Object && _value.TryGetProperty(name, out value);
    }

    /// <summary>A string of 1 to 512 characters.</summary>
    public string? Text(string name)
    {
        if (!TryGet(name, out var value)) return null;
        if (value.ValueKind == JsonValueKind.String && value.GetString() is { Length: >= 1 and <= 512 } text) return text;
        Fault(name, "must be a string of 1 to 512 characters");
        return null;
    }

    /// <summary>A boolean.</summary>
    public bool? Flag(string name)
    {
        if (!TryGet(name, out var value)) return null;
        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False) return value.GetBoolean();
        Fault(name, "must be true or false");
        return null;
    }

    /// <summary>A whole number in a range.</summary>
    public int? Number(string name, int min, int max)
    {
        if (!TryGet(name, out var value)) return null;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number >= min && number <= max)
            return number;
        Fault(name, $"must be a whole number from {min} to {max}");
        return null;
    }
}
