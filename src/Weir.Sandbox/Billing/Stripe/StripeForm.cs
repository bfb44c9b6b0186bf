using System.Globalization;
using System.Text.RegularExpressions;

namespace Weir.Sandbox.Billing.Stripe;

/// <summary>
/// Reads parameters in Stripe's form, <c>line_items[0][price]</c>, each by name and rule. The first fault is kept, as
/// the real API tells only one. Call <see cref="RefuseOthers"/> last.
/// </summary>
internal sealed partial class StripeForm
{
    private const int PairsMax = 50;
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    public StripeForm(IEnumerable<KeyValuePair<string, string>> pairs)
    {
        var appended = 0;
        foreach (var (name, value) in pairs)
        {
            // "expand[]" may stand there several times.
            var at = name.EndsWith("[]", StringComparison.Ordinal)
                ? $"{name[..^2]}[{(appended++).ToString(CultureInfo.InvariantCulture)}]"
                : name;
            _values[at] = value;
        }
    }

    /// <summary>What is wrong first; null while nothing is.</summary>
    public StripeError? Error { get; private set; }

    /// <summary>The same text for the same parameters.</summary>
    public string Canonical =>
        string.Join('\n', _values.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={pair.Value}"));

    public bool Has(string name) => _values.ContainsKey(name) || _values.Keys.Any(
        key => key.StartsWith(name + "[", StringComparison.Ordinal));

    /// <summary>A text; null when absent or faulty.</summary>
    public string? Text(string name, int max = 5_000, bool required = false)
    {
        _known.Add(name);
        if (!_values.TryGetValue(name, out var value))
        {
            if (required) Fail(StripeErrors.Missing(name));
            return null;
        }
        if (value.Length == 0) Fail(StripeErrors.Empty(name));
        else if (value.Length > max) Fail(StripeErrors.TooLong(name, max));
        else return value;
        return null;
    }

    /// <summary>Whether a parameter is there and empty: it is to be unset.</summary>
    public bool IsUnset(string name)
    {
        if (!_values.TryGetValue(name, out var value) || value.Length > 0) return false;
        _known.Add(name);
        return true;
    }

    public string? Word(string name, params string[] allowed)
    {
        if (Text(name) is not { } value) return null;
        if (allowed.Contains(value)) return value;
        Fail(StripeErrors.NotOneOf(name, allowed));
        return null;
    }

    public long? Whole(string name, long min, long max)
    {
        if (Text(name) is not { } text) return null;
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            if (number >= min && number <= max) return number;
            Fail(StripeErrors.Bad(
                null, string.Create(CultureInfo.InvariantCulture, $"Invalid {name}: must be from {min} to {max}"), name));
        }
        else
        {
            Fail(StripeErrors.NotWhole(name, text));
        }
        return null;
    }

    public bool? Flag(string name)
    {
        if (Text(name) is not { } text) return null;
        if (text is "true" or "false") return text == "true";
        Fail(StripeErrors.NotFlag(name, text));
        return null;
    }

    public DateTimeOffset? Moment(string name) =>
        Whole(name, 0, 253_402_300_799) is { } seconds ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;

    /// <summary>An absolute web address.</summary>
    public string? Url(string name, bool required = false)
    {
        if (Text(name, required: required) is not { } text) return null;
        if (Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https") return text;
        Fail(StripeErrors.NotUrl(name));
        return null;
    }

    /// <summary>Keys of at most 40 characters, values of at most 500.</summary>
    public Dictionary<string, string> Metadata(string name)
    {
        var pairs = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in _values)
        {
            if (!key.StartsWith(name + "[", StringComparison.Ordinal) || !key.EndsWith(']')) continue;
            var inner = key[(name.Length + 1)..^1];
            _known.Add(key);
            if (inner.Length is 0 or > 40 || inner.AsSpan().ContainsAny("[]")) Fail(StripeErrors.Unknown(key));
            else if (value.Length > 500) Fail(StripeErrors.TooLong(key, 500));
            else pairs[inner] = value;
        }
        if (pairs.Count > PairsMax) Fail(StripeErrors.Bad(null, "You can have up to 50 metadata keys.", name));
        return pairs;
    }

    /// <summary>Indices of an array of objects, in order.</summary>
    public IReadOnlyList<string> Indices(string name) =>
    [
        .. _values.Keys.Select(key => Indexed().Match(key)).Where(match => match.Success && match.Groups[1].Value == name)
            .Select(match => match.Groups[2].Value).Distinct().Order(StringComparer.Ordinal),
    ];

    /// <summary>Takes parameters that change nothing in the sandbox.</summary>
    public void Accept(params string[] names)
    {
        foreach (var key in _values.Keys.Where(key => names.Any(
            name => key == name || key.StartsWith(name + "[", StringComparison.Ordinal)))) _known.Add(key);
    }

    public void Fail(StripeError error) => Error ??= error;

    /// <summary>Refuses what nothing above asked for.</summary>
    public StripeError? RefuseOthers()
    {
        if (_values.Keys.FirstOrDefault(key => !_known.Contains(key)) is not { } unknown) return Error;
        // An unknown name is told before a wrong value.
        Error = StripeErrors.Unknown(unknown);
        return Error;
    }

    [GeneratedRegex(@"^([a-z_]+)\[(\d{1,3})\]")]
    private static partial Regex Indexed();
}
