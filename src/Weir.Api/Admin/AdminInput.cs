using System.Text.Json;
using System.Text.RegularExpressions;
using Weir.Http.Bodies;

namespace Weir.Api.Admin;

/// <summary>Ids and times as operators send them, in path, query and body.</summary>
internal static partial class AdminInput
{
    private const int FirstYear = 2000;
    private const int LastYear = 2200;

    /// <summary>An id of the path; null when it is none: then there is nothing of this id.</summary>
    public static Guid? PathId(string text) => Guid.TryParseExact(text, "D", out var id) ? id : null;

    /// <summary>An id of the query; null when left out or faulty.</summary>
    public static Guid? QueryId(string name, string? text, FaultCollector faults, bool required = false)
    {
        if (text is null && !required) return null;
        if (Guid.TryParseExact(text, "D", out var id)) return id;
        faults.Add(name, text is null ? "is required" : "must be a UUID");
        return null;
    }

    /// <summary>One of a few words of the query; null when left out or faulty.</summary>
    public static string? QueryWord(string name, string? text, IReadOnlyList<string> words, FaultCollector faults)
    {
        if (text is null || words.Contains(text, StringComparer.Ordinal)) return text;
        faults.Add(name, $"must be one of: {string.Join(", ", words)}");
        return null;
    }

    /// <summary>An instant of the body, RFC 3339 with its offset; null when left out or faulty.</summary>
    public static DateTimeOffset? Instant(JsonObjectReader body, string name)
    {
        if (body.Any(name) is not { } value) return null;
        if (value.ValueKind == JsonValueKind.String
            && Rfc3339().IsMatch(value.GetString()!)
            && value.TryGetDateTimeOffset(out var at)
            && at.UtcDateTime.Year is >= FirstYear and < LastYear)
            return at.ToUniversalTime();
        body.Faults.Add(
            body.PathOf(name), $"must be a time such as 2027-01-31T00:00:00Z, from {FirstYear} to {LastYear}");
        return null;
    }

    [GeneratedRegex(
        @"\A[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,7})?(Z|[+-][0-9]{2}:[0-9]{2})\z",
        RegexOptions.CultureInvariant)]
    private static partial Regex Rfc3339();
}
