using System.Text;
using System.Text.RegularExpressions;

namespace Weir.Sandbox.Providers.Text;

/// <summary>Bare text: fences, labels and the lines that ask for a summary go; chapter headings part it into sections.</summary>
internal static partial class PlainManuscript
{
    private const int EdgeParagraphs = 3;
    private const int RequestCharsMax = 600;

    /// <summary>The sections; the whole message when nothing but wrapping was found.</summary>
    public static List<Section> Read(string message)
    {
        var fenced = Fence().Match(message);
        if (fenced.Success && Split(fenced.Groups["text"].Value) is { Count: > 0 } inside) return inside;
        var sections = Split(WithoutRequest(message));
        return sections.Count > 0 ? sections : [new Section(null, message)];
    }

    /// <summary>Parts a text at its headings.</summary>
    public static List<Section> Split(string text)
    {
        var sections = new List<Section>();
        string? title = null;
        var body = new StringBuilder();
        foreach (var line in text.Split('\n'))
        {
            if (HeadingOf(line.Trim()) is not { } heading)
            {
                body.Append(line).Append('\n');
                continue;
            }
            Close();
            title = heading;
        }
        Close();
        return sections;

        void Close()
        {
            var prose = body.ToString();
            body.Clear();
            if (prose.Any(char.IsLetterOrDigit)) sections.Add(new Section(title, prose));
        }
    }

    private static string? HeadingOf(string line)
    {
        if (line.Length is 0 or > 100) return null;
        var match = Markdown().Match(line);
        if (!match.Success) match = TitleLabel().Match(line);
        if (match.Success) return match.Groups["title"].Value.Trim();
        return ChapterLine().IsMatch(line) ? line : null;
    }

    private static string WithoutRequest(string message)
    {
        var paragraphs = message.Split("\n\n");
        for (var at = 0; at < paragraphs.Length; at++)
        {
            var paragraph = paragraphs[at].Trim();
            var atEdge = at < EdgeParagraphs || at >= paragraphs.Length - EdgeParagraphs;
            if (InstructionsLabel().IsMatch(paragraph)
                || atEdge && paragraph.Length <= RequestCharsMax && Request().IsMatch(paragraph))
                paragraphs[at] = string.Empty;
            else
                paragraphs[at] = TextLabel().Replace(paragraphs[at], string.Empty);
        }
        return string.Join("\n\n", paragraphs);
    }

    [GeneratedRegex("""^(?:"{3}|`{3})[a-z]*\n(?<text>.*?)\n(?:"{3}|`{3})\s*$""",
        RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Fence();

    [GeneratedRegex(@"^#{1,6}\s+(?<title>\S.*)$")]
    private static partial Regex Markdown();

    [GeneratedRegex(@"^(?:(?:chapter|act|scene|document)\s+)?title\s*:\s*(?<title>\S.*)$", RegexOptions.IgnoreCase)]
    private static partial Regex TitleLabel();

    [GeneratedRegex(@"^(?:(?:chapter|act|scene|part|book)\s+(?:\d{1,3}|[ivxlc]{1,8}|one|two|three|four|five|six|seven|eight"
        + @"|nine|ten|eleven|twelve)\b\s*(?:[.:—–-].*)?|prologue|epilogue)$", RegexOptions.IgnoreCase)]
    private static partial Regex ChapterLine();

    [GeneratedRegex(@"^\s*(?:(?:chapter|act|full)\s+)?(?:text|content|manuscript|chapter|chapters)\s*:[ \t]*(?=\n|$)",
        RegexOptions.IgnoreCase)]
    private static partial Regex TextLabel();

    [GeneratedRegex(@"^(?:[\w’']+\s+){0,2}instructions?\s*:", RegexOptions.IgnoreCase)]
    private static partial Regex InstructionsLabel();

    [GeneratedRegex(@"^(?:please\s+|now\s+|could you\s+|can you\s+)*(?:summari[sz]e\b|(?:write|give|return|produce|make|create|provide)\b"
        + @"[^.]{0,80}\b(?:summary|summaries|synopsis)\b|(?:here|below)\s+(?:is|are)\s+the\b[^.]{0,60}\b(?:text|chapters?|act)\b"
        + @"|the\s+following\b[^.]{0,60}\b(?:text|chapters?|act)\b[^.]{0,60}:|(?:answer|respond|reply)\b[^.]{0,60}\b(?:words"
        + @"|sentences?|paragraphs?|prose|bullets?|json|language)\b|do\s+not\s+(?:add|invent|mention|include|quote)\b)",
        RegexOptions.IgnoreCase)]
    private static partial Regex Request();
}
