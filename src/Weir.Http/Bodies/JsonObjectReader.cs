using System.Text.Json;

namespace Weir.Http.Bodies;

/// <summary>
/// Reads the members of one JSON object, each by name and rule. Every fault goes to the collector under its JSON path,
/// and a value that was faulty reads as null, so that reading goes on. Call <see cref="RefuseOthers"/> last: what was
/// not asked for by then is refused. A member that is JSON null counts as absent.
/// </summary>
public sealed class JsonObjectReader
{
    private readonly JsonElement _element;
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    /// <summary>
    /// Reads <paramref name="element"/>, which must be an object; <paramref name="path"/> is empty for the body itself.
    /// </summary>
    public JsonObjectReader(JsonElement element, FaultCollector faults, string path = "")
    {
        ArgumentNullException.ThrowIfNull(faults);
        if (element.ValueKind != JsonValueKind.Object)
            throw new ArgumentException("Not a JSON object.", nameof(element));
        _element = element;
        Faults = faults;
        Path = path;
    }

    /// <summary>Where faults go.</summary>
    public FaultCollector Faults { get; }

    /// <summary>JSON path of this object.</summary>
    public string Path { get; }

    /// <summary>JSON path of a member.</summary>
    public string PathOf(string name) => Path.Length == 0 ? name : $"{Path}.{name}";

    /// <summary>
    /// A text of <paramref name="minLength"/> to <paramref name="maxLength"/> UTF-16 units; null when absent or faulty.
    /// </summary>
    public string? Text(string name, int maxLength, int minLength = 0, bool required = false)
    {
        if (!TryGet(name, JsonValueKind.String, "a text", required, out var value)) return null;
        var text = value.GetString()!;
        if (text.Length < minLength || text.Length > maxLength)
        {
            return Fault<string>(name, minLength == 0
                ? $"must have at most {maxLength} characters"
                : $"must have {minLength} to {maxLength} characters");
        }
        return text.Contains('\0', StringComparison.Ordinal) ? Fault<string>(name, "must not contain U+0000") : text;
    }

    /// <summary>One of a few words.</summary>
    public string? Word(string name, IReadOnlyList<string> allowed, bool required = false)
    {
        ArgumentNullException.ThrowIfNull(allowed);
        if (!TryGet(name, JsonValueKind.String, "a text", required, out var value)) return null;
        var text = value.GetString()!;
        return allowed.Contains(text, StringComparer.Ordinal)
            ? text
            : Fault<string>(name, $"must be one of: {string.Join(", ", allowed)}");
    }

    /// <summary>A whole number, written without fraction or exponent.</summary>
    public long? Whole(string name, long min, long max, bool required = false)
    {
        if (!TryGet(name, JsonValueKind.Number, "a whole number", required, out var value)) return null;
        if (value.TryGetInt64(out var number) && number >= min && number <= max) return number;
        Faults.Add(PathOf(name), $"must be a whole number from {min} to {max}");
        return null;
    }

    /// <summary>true or false.</summary>
    public bool? Flag(string name, bool required = false)
    {
        if (!TryFind(name, required, out var value)) return null;
        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False) return value.GetBoolean();
        Faults.Add(PathOf(name), "must be true or false");
        return null;
    }

    /// <summary>A UUID with hyphens.</summary>
    public Guid? Id(string name, bool required = false)
    {
        if (!TryGet(name, JsonValueKind.String, "a UUID", required, out var value)) return null;
        if (Guid.TryParseExact(value.GetString(), "D", out var id)) return id;
        Faults.Add(PathOf(name), "must be a UUID");
        return null;
    }

    /// <summary>A nested object, for reading in the same way.</summary>
    public JsonObjectReader? Child(string name, bool required = false) =>
        TryGet(name, JsonValueKind.Object, "an object", required, out var value)
            ? new JsonObjectReader(value, Faults, PathOf(name))
            : null;

    /// <summary>
    /// The items of an array with <paramref name="minItems"/> to <paramref name="maxItems"/> of them; paths are
    /// <c>name[0]</c>.
    /// </summary>
    public IReadOnlyList<JsonElement>? Items(string name, int maxItems, int minItems = 0, bool required = false)
    {
        if (!TryGet(name, JsonValueKind.Array, "an array", required, out var value)) return null;
        var count = value.GetArrayLength();
        return count < minItems || count > maxItems
            ? Fault<IReadOnlyList<JsonElement>>(name, $"must have {minItems} to {maxItems} items")
            : [.. value.EnumerateArray()];
    }

    /// <summary>Objects of an array, each with its own reader.</summary>
    public IReadOnlyList<JsonObjectReader>? Children(string name, int maxItems, int minItems = 0, bool required = false)
    {
        if (Items(name, maxItems, minItems, required) is not { } items) return null;
        var readers = new List<JsonObjectReader>(items.Count);
        for (var i = 0; i < items.Count; i++)
        {
            var path = $"{PathOf(name)}[{i}]";
            if (items[i].ValueKind == JsonValueKind.Object) readers.Add(new JsonObjectReader(items[i], Faults, path));
            else Faults.Add(path, "must be an object");
        }
        return readers;
    }

    /// <summary>Any value, for rules of the caller's own; the name counts as known.</summary>
    public JsonElement? Any(string name, bool required = false) =>
        TryFind(name, required, out var value) ? value : null;

    /// <summary>Refuses every member that nothing above asked for.</summary>
    public void RefuseOthers()
    {
        foreach (var member in _element.EnumerateObject())
        {
            if (!_known.Contains(member.Name))
                Faults.Add(PathOf(MemberName.Shown(member.Name)), "is not a member of this object");
        }
    }

    private bool TryGet(string name, JsonValueKind kind, string what, bool required, out JsonElement value)
    {
        if (!TryFind(name, required, out value)) return false;
        if (value.ValueKind == kind) return true;
        Faults.Add(PathOf(name), $"must be {what}");
        return false;
    }

    private bool TryFind(string name, bool required, out JsonElement value)
    {
        _known.Add(name);
        if (_element.TryGetProperty(name, out value) && value.ValueKind != JsonValueKind.Null) return true;
        if (required) Faults.Add(PathOf(name), "is required");
        return false;
    }

    private T? Fault<T>(string name, string message)
        where T : class
    {
        Faults.Add(PathOf(name), message);
        return null;
    }
}
