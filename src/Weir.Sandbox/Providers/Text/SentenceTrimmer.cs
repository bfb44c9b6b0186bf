using System.Text.RegularExpressions;

namespace Weir.Sandbox.Providers.Text;

/// <summary>Makes a picked sentence stand by itself: no asides, no leading “And”, no half quotation, a bounded length.</summary>
internal static partial class SentenceTrimmer
{
    private static readonly string[] s_clauseEnds = ["; ", ": ", "—", " – ", ", and ", ", but ", ", for ", ", which ", ", "];

    /// <summary>The sentence in at most about <paramref name="charsMax"/> characters, ended by a full stop.</summary>
    public static string Trim(string sentence, int charsMax)
    {
        var text = Aside().Replace(sentence, string.Empty);
        if (!text.Any(char.IsLetterOrDigit)) text = sentence;
        text = LeadingJoin().Replace(text, string.Empty);
        text = Quotes.DropUnpaired(Shorten(text.Trim(), charsMax)).Trim(' ', '(', ')', '[', ']');
        text = text.TrimEnd(',', ';', ':', '—', '–', '-', ' ');
        if (text.Length == 0) return sentence;
        if (char.IsLower(text[0])) text = char.ToUpperInvariant(text[0]) + text[1..];
        return EndsInMark().IsMatch(text) ? text : text + ".";
    }

    /// <summary>Cuts at the end of a clause; without one, at a word.</summary>
    private static string Shorten(string text, int charsMax)
    {
        if (text.Length <= charsMax) return text;
        var head = text[..charsMax];
        foreach (var end in s_clauseEnds)
        {
            var at = head.LastIndexOf(end, StringComparison.Ordinal);
            if (at >= charsMax / 3) return head[..at];
        }
        var space = head.LastIndexOf(' ');
        return (space > 0 ? head[..space] : head[..^(char.IsHighSurrogate(head[^1]) ? 1 : 0)]) + "…";
    }

    [GeneratedRegex(@"\s*\([^()]*\)", RegexOptions.NonBacktracking)]
    private static partial Regex Aside();

    [GeneratedRegex("^(?:And|But|So|For|Yet|Or|Nor|Then|However|Thus|Therefore),? ", RegexOptions.NonBacktracking)]
    private static partial Regex LeadingJoin();

    [GeneratedRegex("""[.!?…。！？]["”’')\]]*$""", RegexOptions.NonBacktracking)]
    private static partial Regex EndsInMark();
}
