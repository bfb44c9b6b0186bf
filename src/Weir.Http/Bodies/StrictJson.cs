using System.Text.Json;
using System.Text.Unicode;
using Weir.Core.Errors;

namespace Weir.Http.Bodies;

/// <summary>
/// Parses what <see cref="JsonBody"/> accepts. After it, every string of the document can be read:
/// no invalid UTF-8 and no half surrogate pair is left to throw later.
/// </summary>
internal static class StrictJson
{
    public static JsonBodyResult Parse(byte[] bytes, int maxDepth)
    {
        if (bytes.Length == 0) return Malformed("The body is empty; send a JSON object.");
        if (bytes.AsSpan().StartsWith("\uFEFF"u8)) return Malformed("The body begins with a byte order mark; send plain UTF-8.");
        if (!Utf8.IsValid(bytes)) return Malformed("The body is not valid UTF-8.");

        var options = new JsonDocumentOptions
        {
            MaxDepth = maxDepth,
            AllowDuplicateProperties = false,
            AllowTrailingCommas = false,
            CommentHandling = JsonCommentHandling.Disallow,
        };
        if (Scan(bytes, maxDepth) is { } fault) return fault;
        try
        {
            var document = JsonDocument.Parse(bytes, options);
            if (document.RootElement.ValueKind == JsonValueKind.Object) return new JsonBodyResult(document, null);
            document.Dispose();
            return Malformed("The body must be a JSON object.");
        }
        catch (JsonException)
        {
            // The scan has read all of it, so syntax and depth are right: a member came twice.
            return Malformed("The body names a member twice in one object.");
        }
    }

    private static JsonBodyResult? Scan(ReadOnlySpan<byte> bytes, int maxDepth)
    {
        var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { MaxDepth = maxDepth });
        try
        {
            while (reader.Read())
            {
                if (reader.ValueIsEscaped && !HasWholeSurrogates(reader.ValueSpan))
                    return Malformed($"The body has half a surrogate pair in the text at byte {reader.TokenStartIndex}.");
            }
            return null;
        }
        catch (JsonException)
        {
            // BytesConsumed is the end of the last good token; the exception's own text would quote the input.
            return Malformed($"The body is not one JSON object of at most {maxDepth} levels; the fault is behind byte {reader.BytesConsumed}.");
        }
    }

    /// <summary>Whether every <c>\ud800</c>–<c>\udbff</c> is followed by <c>\udc00</c>–<c>\udfff</c>, and none of the latter stands alone.</summary>
    private static bool HasWholeSurrogates(ReadOnlySpan<byte> raw)
    {
        for (var i = raw.IndexOf((byte)'\\'); i >= 0 && i < raw.Length; i++)
        {
            if (raw[i] != '\\') continue;
            i++;
            if (raw[i] != 'u') continue;
            var unit = HexUnit(raw.Slice(i + 1, 4));
            i += 4;
            if (char.IsLowSurrogate(unit)) return false;
            if (!char.IsHighSurrogate(unit)) continue;
            if (raw.Length < i + 7 || raw[i + 1] != '\\' || raw[i + 2] != 'u') return false;
            if (!char.IsLowSurrogate(HexUnit(raw.Slice(i + 3, 4)))) return false;
            i += 6;
        }
        return true;
    }

    private static char HexUnit(ReadOnlySpan<byte> digits) =>
        (char)ushort.Parse(digits, System.Globalization.NumberStyles.AllowHexSpecifier, System.Globalization.CultureInfo.InvariantCulture);

    private static JsonBodyResult Malformed(string detail) =>
        new(null, new WeirError(ErrorCode.MalformedRequest, detail));
}
