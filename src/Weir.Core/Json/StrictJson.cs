using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Weir.Core.Json;

/// <summary>
/// Parses JSON that a stranger wrote: plain UTF-8, one object (or, where allowed, one array), no duplicate members,
/// bounded depth, nothing behind it.
/// In a document that comes out, every text can be read: no invalid UTF-8 and no half surrogate pair is left to throw
/// later.
/// </summary>
public static class StrictJson
{
    /// <summary>Parses; never throws for what the bytes hold. Dispose the document.</summary>
    public static bool TryParse(
        ReadOnlyMemory<byte> utf8,
        int maxDepth,
        [NotNullWhen(true)] out JsonDocument? document,
        out StrictJsonFault fault,
        bool allowArray = false)
    {
        document = null;
        if (Scan(utf8.Span, maxDepth, allowArray) is { } found)
        {
            fault = found;
            return false;
        }

        try
        {
            document = JsonDocument.Parse(
                utf8, new JsonDocumentOptions { MaxDepth = maxDepth, AllowDuplicateProperties = false });
        }
        catch (JsonException)
        {
            // The scan has read all of it, so syntax and depth are right.
            fault = new StrictJsonFault(StrictJsonFaultKind.DuplicateMember, DuplicateMember.Find(utf8.Span, maxDepth));
            return false;
        }
        fault = default;
        return true;
    }

    private static StrictJsonFault? Scan(ReadOnlySpan<byte> utf8, int maxDepth, bool allowArray)
    {
        if (utf8.IsEmpty) return new StrictJsonFault(StrictJsonFaultKind.Empty, 0);
        if (utf8.StartsWith("\uFEFF"u8)) return new StrictJsonFault(StrictJsonFaultKind.ByteOrderMark, 0);
        if (!Utf8.IsValid(utf8)) return new StrictJsonFault(StrictJsonFaultKind.InvalidUtf8, ValidPrefix(utf8));
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = maxDepth });
        try
        {
            if (reader.Read() && reader.TokenType is not JsonTokenType.StartObject
                && !(allowArray && reader.TokenType is JsonTokenType.StartArray))
                return new StrictJsonFault(StrictJsonFaultKind.NotAnObject, 0);
            while (reader.Read())
            {
                if (reader.TokenType is (JsonTokenType.String or JsonTokenType.PropertyName) && reader.ValueIsEscaped
                    && !HasWholeSurrogates(reader.ValueSpan))
                {
                    return new StrictJsonFault(StrictJsonFaultKind.HalfSurrogate, reader.TokenStartIndex);
                }
            }
            return null;
        }
        catch (JsonException)
        {
            // BytesConsumed is the end of the last good token; the exception's own text would quote the input.
            return new StrictJsonFault(StrictJsonFaultKind.Syntax, reader.BytesConsumed);
        }
    }

    private static int ValidPrefix(ReadOnlySpan<byte> utf8)
    {
        var position = 0;
        while (Rune.DecodeFromUtf8(utf8[position..], out _, out var length) == OperationStatus.Done) position += length;
        return position;
    }

    /// <summary>
    /// Whether every escaped high surrogate is followed by an escaped low one, and no low one stands alone.
    /// </summary>
    private static bool HasWholeSurrogates(ReadOnlySpan<byte> raw)
    {
        for (var i = raw.IndexOf((byte)'\\'); i >= 0 && i < raw.Length; i++)
        {
            if (raw[i] != '\\') continue;
            i++;
            if (raw[i] != 'u') continue;
            var unit = Unit(raw[(i + 1)..]);
            i += 4;
            if (char.IsLowSurrogate(unit)) return false;
            if (!char.IsHighSurrogate(unit)) continue;
            if (raw.Length < i + 7 || raw[i + 1] != '\\' || raw[i + 2] != 'u'
                || !char.IsLowSurrogate(Unit(raw[(i + 3)..])))
                return false;
            i += 6;
        }
        return true;
    }

    /// <summary>The four digits of an escape; the scan has checked that they are digits.</summary>
    private static char Unit(ReadOnlySpan<byte> digits) =>
        (char)ushort.Parse(digits[..4], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
}
