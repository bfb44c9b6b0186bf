using System.Buffers;
using System.Buffers.Text;

namespace Weir.Core.Tokens;

/// <summary>
/// Base64url as RFC 7515 has it: no padding, no white space, no unused bits that are set. The library's decoder is
/// laxer (it skips white space and takes padding), which would give one token many spellings.
/// </summary>
internal static class Base64UrlText
{
    private static readonly SearchValues<char> s_alphabet =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

    /// <summary>Decodes; on failure says which rule was broken.</summary>
    public static TokenFailure TryDecode(ReadOnlySpan<char> text, out byte[] bytes)
    {
        bytes = [];
        if (text.ContainsAnyExcept(s_alphabet)) return TokenFailure.Alphabet;
        var tail = text.Length % 4;
        if (tail == 1) return TokenFailure.NotCanonical;
        // Two characters of a tail carry 8 bits of 12, three carry 16 of 18.
        if (tail != 0 && (Sextet(text[^1]) & (tail == 2 ? 0b1111 : 0b11)) != 0) return TokenFailure.NotCanonical;
        var decoded = new byte[Base64Url.GetMaxDecodedLength(text.Length)];
        if (Base64Url.DecodeFromChars(text, decoded, out _, out var written) != OperationStatus.Done)
            return TokenFailure.NotCanonical;
        bytes = written == decoded.Length ? decoded : decoded[..written];
        return TokenFailure.None;
    }

    private static int Sextet(char c) => c switch
    {
        >= 'A' and <= 'Z' => c - 'A',
        >= 'a' and <= 'z' => c - 'a' + 26,
        >= '0' and <= '9' => c - '0' + 52,
        '-' => 62,
        _ => 63,
    };
}
