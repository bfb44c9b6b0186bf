using System.Globalization;
using System.Text.Json;
using Weir.Http.Bodies;

namespace Weir.Billing.Webhooks;

/// <summary>Members that objects of both providers have. A faulty one reads as null, and the collector has its fault.</summary>
internal static class FactFields
{
    /// <summary>2^53: the largest whole number that every JSON implementation writes exactly.</summary>
    public const long MaxWhole = 1L << 53;

    /// <summary>With a kind before it, an id still has at most 255 characters.</summary>
    private const int MaxIdLength = 240;

    // 2000 to 2100 in Unix seconds: a time outside is no time of a subscription.
    private const long MinSecond = 946_684_800;
    private const long MaxSecond = 4_102_444_800;

    private static readonly string[] s_timeForms = ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mm:ssK"];

    // Weir's own first; the others are those of the documents, where a user's id is that of the user's own customer.
    private static readonly string[] s_customerNames = ["customer_id", "user_id", "uid"];

    /// <summary>Visible ASCII.</summary>
    public static string? Name(this JsonObjectReader reader, string name, int maxLength, bool required = false)
    {
        if (reader.Text(name, maxLength, 1, required) is not { } text) return null;
        if (IsVisible(text)) return text;
        reader.Faults.Add(reader.PathOf(name), "must be visible ASCII");
        return null;
    }

    /// <summary>Stripe's id: a text, or the object itself where it was expanded.</summary>
    public static string? StripeId(this JsonObjectReader reader, string name, bool required = false)
    {
        if (reader.Any(name, required) is not { } value) return null;
        if (value.ValueKind == JsonValueKind.Object) return reader.Child(name)!.StripeId("id", required: true);
        return reader.Name(name, MaxIdLength);
    }

    /// <summary>Lemon Squeezy's id: a whole number, which some places write as a text.</summary>
    public static string? NumberId(this JsonObjectReader reader, string name, bool required = false)
    {
        if (reader.Any(name, required) is not { } value) return null;
        var isWhole = value.ValueKind switch
        {
            JsonValueKind.Number => value.TryGetInt64(out var number) && number is > 0 and <= MaxWhole,
            JsonValueKind.String => value.GetString() is [>= '1' and <= '9', ..] text
                && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= MaxWhole,
            _ => false,
        };
        if (isWhole) return value.ToString();
        reader.Faults.Add(reader.PathOf(name), "must be an id, a whole number above 0");
        return null;
    }

    /// <summary>An amount in the currency's smallest unit.</summary>
    public static long? Amount(this JsonObjectReader reader, string name, bool required = false) =>
        reader.Whole(name, 0, MaxWhole, required);

    /// <summary>ISO 4217 in upper case.</summary>
    public static string? Currency(this JsonObjectReader reader, string name)
    {
        if (reader.Text(name, 3, 3, required: true)?.ToUpperInvariant() is not { } code) return null;
        if (Currencies.All.Contains(code)) return code;
        reader.Faults.Add(reader.PathOf(name), "must be a currency of ISO 4217");
        return null;
    }

    /// <summary>Unix seconds.</summary>
    public static DateTimeOffset? UnixTime(this JsonObjectReader reader, string name, bool required = false) =>
        reader.Whole(name, MinSecond, MaxSecond, required) is { } second
            ? DateTimeOffset.FromUnixTimeSeconds(second)
            : null;

    /// <summary>ISO 8601 with an offset, down to PostgreSQL's microsecond.</summary>
    public static DateTimeOffset? IsoTime(this JsonObjectReader reader, string name, bool required = false)
    {
        if (reader.Text(name, 40, 1, required) is not { } text) return null;
        var isTime = DateTimeOffset.TryParseExact(
            text, s_timeForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time);
        // Without an offset the machine's own would be taken.
        var hasOffset = text[^1] == 'Z' || text.LastIndexOfAny(['+', '-']) > text.IndexOf('T', StringComparison.Ordinal);
        if (isTime && hasOffset && time.ToUnixTimeSeconds() is >= MinSecond and <= MaxSecond)
            return new DateTimeOffset(time.UtcTicks - (time.UtcTicks % TimeSpan.TicksPerMicrosecond), TimeSpan.Zero);
        reader.Faults.Add(reader.PathOf(name), "must be a time of ISO 8601 with its offset, from 2000 to 2100");
        return null;
    }

    /// <summary>The Weir customer that a checkout put into its metadata; null when there is none.</summary>
    public static Guid? Customer(this JsonObjectReader? metadata)
    {
        if (metadata is null) return null;
        foreach (var name in s_customerNames)
        {
            if (metadata.Any(name) is not null) return metadata.Id(name);
        }
        return null;
    }

    /// <summary>A word of a table, as what it means here.</summary>
    public static T? Meaning<T>(
        this JsonObjectReader reader, string name, IReadOnlyDictionary<string, T> table, bool required = true)
        where T : struct =>
        reader.Word(name, [.. table.Keys], required) is { } word ? table[word] : null;

    private static bool IsVisible(string text) => !text.AsSpan().ContainsAnyExceptInRange('!', '~');
}
