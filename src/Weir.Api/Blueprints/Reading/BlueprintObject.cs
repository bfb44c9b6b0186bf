using System.Globalization;
using System.Text.RegularExpressions;
using Weir.Api.Blueprints.Yaml;
using Weir.Core.Money;

namespace Weir.Api.Blueprints.Reading;

/// <summary>
/// A mapping read by its <see cref="Shape"/>: unknown, duplicate and missing keys are reported when it is opened, wrong
/// types when a key is read. What could not be read is null; the catalog is then not built, so the null goes nowhere.
/// </summary>
internal sealed partial class BlueprintObject
{
    private readonly Dictionary<string, YamlNode> _values;
    private readonly FaultList _faults;

    private BlueprintObject(string what, int line, Dictionary<string, YamlNode> values, FaultList faults)
    {
        What = what;
        Line = line;
        _values = values;
        _faults = faults;
    }

    /// <summary>What it is, for messages: <c>plan 'starter'</c>.</summary>
    public string What { get; }

    public int Line { get; }

    /// <summary>Opens a node as an object of a shape; null when it is no mapping, which is then reported.</summary>
    /// <param name="what">What it is, for messages.</param>
    /// <param name="line">Where it is named: the line of its key, which is above its first entry.</param>
    /// <param name="node">The mapping.</param>
    /// <param name="shape">Keys it takes.</param>
    /// <param name="faults">Takes the faults.</param>
    public static BlueprintObject? Open(string what, int line, YamlNode? node, Shape shape, FaultList faults)
    {
        if (node is not YamlMap map)
        {
            if (node is not (null or YamlRefused))
                Report(faults, line, $"{what} must be a mapping with the keys {string.Join(", ", shape.Keys)}");
            return null;
        }
        var values = Unique(what, map, faults);
        foreach (var (key, _) in map.Entries)
        {
            if (!shape.Keys.Contains(key.Value))
                faults.AddUnknown(
                    Blueprint.FileName, key.Line, $"{what} has no key {Names.Quote(key.Value)}", key.Value, shape.Keys);
        }
        foreach (var key in shape.Required)
        {
            if (!values.ContainsKey(key)) Report(faults, line, $"{what} lacks the key '{key}'");
        }
        return new BlueprintObject(what, line, values, faults);
    }

    /// <summary>The entries of a mapping from codes to things, each code once and well formed.</summary>
    public static IEnumerable<(string Code, YamlText Key, YamlNode Value)> Codes(
        string what, YamlNode? node, FaultList faults)
    {
        if (node is null or YamlRefused) yield break;
        if (node is not YamlMap map)
        {
            Report(faults, node.Line, $"{what} must be a mapping from codes to their definitions");
            yield break;
        }
        var unique = Unique(what, map, faults);
        foreach (var (key, value) in map.Entries)
        {
            if (!ReferenceEquals(unique[key.Value], value)) continue;
            if (!IsCode(key.Value))
                Report(
                    faults, key.Line,
                    $"{Names.Quote(key.Value)} in {what} is no code: lower-case letters, digits and _, a letter first, "
                    + "at most 63");
            else yield return (key.Value, key, value);
        }
    }

    public static bool IsCode(string text) => Code().IsMatch(text);

    public int LineOf(string key) => _values.TryGetValue(key, out var node) ? node.Line : Line;

    public YamlNode? Node(string key) => _values.GetValueOrDefault(key);

    public bool Has(string key) => _values.ContainsKey(key);

    /// <summary>Reports a fault at a key.</summary>
    public void Fault(string key, string message) => Report(_faults, LineOf(key), $"{What}: {message}");

    /// <summary>A text of 1 to <paramref name="most"/> characters on one line.</summary>
    public string? Text(string key, int most)
    {
        if (Scalar(key) is not { } text) return null;
        if (text.Kind is not YamlKind.Text)
        {
            Fault(key, $"'{key}' must be text; put {Names.Quote(text.Value)} in quotes");
            return null;
        }
        if (string.IsNullOrWhiteSpace(text.Value) || text.Value.Length > most || text.Value.Any(char.IsControl))
        {
            Fault(key, $"'{key}' must have 1 to {most} characters on one line");
            return null;
        }
        return text.Value;
    }

    /// <summary>A text of a form.</summary>
    public string? Text(string key, Func<string, bool> isValid, string rule)
    {
        var text = Text(key, 200);
        if (text is null || isValid(text)) return text;
        Fault(key, $"'{key}' is {Names.Quote(text)}: {rule}");
        return null;
    }

    /// <summary>A code of something else, with its line; null when the key is absent or wrong.</summary>
    public Located<string>? LocatedText(string key) =>
        Has(key) && Text(key, 200) is { } text ? new Located<string>(text, LineOf(key)) : null;

    /// <summary>One word of a closed set.</summary>
    public string? Word(string key, IReadOnlyCollection<string> words)
    {
        if (Text(key, 200) is not { } text) return null;
        if (words.Contains(text)) return text;
        _faults.AddUnknown(
            Blueprint.FileName, LineOf(key), $"{What}: '{key}' cannot be {Names.Quote(text)}", text, words);
        return null;
    }

    /// <summary>One word of a closed set, as what it stands for.</summary>
    public T? Word<T>(string key, IReadOnlyDictionary<string, T> words) where T : struct =>
        Word(key, [.. words.Keys]) is { } word ? words[word] : null;

    /// <summary>A whole number between two bounds.</summary>
    public long? Integer(string key, long least, long most)
    {
        if (Scalar(key) is not { } text) return null;
        if (text.Kind is YamlKind.Integer
            && long.TryParse(text.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && number >= least && number <= most)
            return number;
        Fault(key, $"'{key}' must be a whole number from {least} to {most}, without quotes");
        return null;
    }

    /// <summary><c>true</c> or <c>false</c>; <paramref name="absent"/> when the key is not there.</summary>
    public bool? Boolean(string key, bool absent)
    {
        if (!Has(key)) return absent;
        if (Scalar(key) is not { } text) return null;
        if (text.Value is "true" or "false" && text.Kind is YamlKind.Boolean) return text.Value == "true";
        Fault(key, $"'{key}' must be true or false");
        return null;
    }

    /// <summary>US dollars as a quoted decimal, in nano-USD.</summary>
    public long? Money(string key)
    {
        if (Scalar(key) is not { } text) return null;
        if (text.Kind is not YamlKind.Text)
        {
            Fault(key, $"'{key}' must be US dollars in quotes, such as \"0.25\": numbers without quotes lose digits");
            return null;
        }
        if (UsdFormat.TryParseNano(text.Value, out var nanoUsd)) return nanoUsd;
        Fault(
            key,
            $"'{key}' must be US dollars such as \"0.25\": digits, at most nine of them after the point (one is a "
            + "nano-USD), no sign, no exponent");
        return null;
    }

    /// <summary>A scalar; null when absent, refused or of another kind, which is then reported.</summary>
    public YamlText? Scalar(string key)
    {
        switch (Node(key))
        {
            case YamlText { Kind: YamlKind.Null }:
                Fault(key, $"'{key}' is empty: give it a value or remove the line");
                return null;
            case YamlText text:
                return text;
            case YamlMap or YamlList:
                Fault(key, $"'{key}' must be a single value");
                return null;
            default:
                return null;
        }
    }

    private static Dictionary<string, YamlNode> Unique(string what, YamlMap map, FaultList faults)
    {
        var values = new Dictionary<string, YamlNode>(StringComparer.Ordinal);
        var lines = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (key, value) in map.Entries)
        {
            if (values.TryAdd(key.Value, value)) lines[key.Value] = key.Line;
            else Report(
                faults, key.Line,
                $"{what} has the key {Names.Quote(key.Value)} twice; the first is on line {lines[key.Value]}");
        }
        return values;
    }

    private static void Report(FaultList faults, int line, string message) =>
        faults.Add(Blueprint.FileName, line, message);

    [GeneratedRegex(@"\A[a-z][a-z0-9_]{0,62}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Code();
}
