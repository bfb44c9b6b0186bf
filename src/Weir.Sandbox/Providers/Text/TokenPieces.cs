using System.Globalization;

namespace Weir.Sandbox.Providers.Text;

/// <summary>
/// The stand-ins' own tokenizer: an approximation of a byte-pair vocabulary that needs no vocabulary. English prose comes
/// out at about 1.3 pieces a word and 4 characters a piece. It depends on nothing but the text, so the same text always
/// costs the same, and a stream cut into these pieces has exactly as many deltas as output tokens.
/// </summary>
/// <remarks>
/// A piece is one of: up to six letters of an alphabet, with the space before them; a contraction (<c>'s</c>, <c>’ll</c>);
/// up to three letters of another alphabet than Latin; one ideograph, syllable or emoji; up to three digits; up to
/// four equal marks; one other mark; up to two line breaks; a run of spaces.
/// </remarks>
internal static class TokenPieces
{
    private const int LatinLettersMax = 6;
    private const int OtherLettersMax = 3;
    private const int DigitsMax = 3;
    private const int EqualMarksMax = 4;
    private const int LineBreaksMax = 2;

    /// <summary>How many pieces the text has.</summary>
    public static int Count(ReadOnlySpan<char> text)
    {
        var count = 0;
        for (var at = 0; at < text.Length; at += NextLength(text[at..])) count++;
        return count;
    }

    /// <summary>The pieces, in order; joined, they are the text.</summary>
    public static IEnumerable<string> Split(string text)
    {
        for (var at = 0; at < text.Length;)
        {
            var length = NextLength(text.AsSpan(at));
            yield return text.Substring(at, length);
            at += length;
        }
    }

    /// <summary>The longest beginning of the text that has at most <paramref name="pieces"/> pieces.</summary>
    public static string Take(string text, int pieces)
    {
        var at = 0;
        for (var taken = 0; taken < pieces && at < text.Length; taken++) at += NextLength(text.AsSpan(at));
        return text[..at];
    }

    /// <summary>Length of the first piece of a text that is not empty.</summary>
    private static int NextLength(ReadOnlySpan<char> text)
    {
        var lead = text[0] == ' ' && text.Length > 1 && !char.IsWhiteSpace(text[1]) ? 1 : 0;
        var first = text[lead];
        if (first is '\'' or '’' && Letters(text[(lead + 1)..], OtherLettersMax) is > 0 and var contraction)
            return lead + 1 + contraction;
        if (first is '\n' or '\r') return Run(text, LineBreaksMax, static c => c is '\n' or '\r');
        if (char.IsWhiteSpace(first)) return Spaces(text);
        if (IsLatin(first)) return lead + Letters(text[lead..], LatinLettersMax);
        if (char.IsAsciiDigit(first)) return lead + Run(text[lead..], DigitsMax, char.IsAsciiDigit);
        if (char.IsHighSurrogate(first) && text.Length > lead + 1) return lead + 2;
        if (IsIdeographic(first)) return lead + 1;
        if (char.IsLetter(first))
            return lead + Run(text[lead..], OtherLettersMax, static c => char.IsLetter(c) && !IsIdeographic(c));
        return lead + Run(text[lead..], EqualMarksMax, c => c == first);
    }

    /// <summary>A run of spaces, less the one that belongs to the word after it.</summary>
    private static int Spaces(ReadOnlySpan<char> text)
    {
        var run = Run(text, int.MaxValue, static c => char.IsWhiteSpace(c) && c is not ('\n' or '\r'));
        return run > 1 && run < text.Length && text[run - 1] == ' ' && text[run] is not ('\n' or '\r') ? run - 1 : run;
    }

    private static int Letters(ReadOnlySpan<char> text, int max) => Run(text, max, IsLatin);

    private static int Run(ReadOnlySpan<char> text, int max, Func<char, bool> belongs)
    {
        var length = 0;
        while (length < text.Length && length < max && belongs(text[length])) length++;
        return length;
    }

    private static bool IsLatin(char c) => char.IsAsciiLetter(c) || (c is >= '\u00C0' and <= '\u024F' && char.IsLetter(c));

    private static bool IsIdeographic(char c) =>
        c >= '\u2E80' && CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.OtherLetter;
}
