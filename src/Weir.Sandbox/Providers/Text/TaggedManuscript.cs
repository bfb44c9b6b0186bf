using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace Weir.Sandbox.Providers.Text;

/// <summary>
/// Text inside tags: <c>&lt;chapter title="…"&gt;…&lt;/chapter&gt;</c>. Only names that wrap texts are tags; any other
/// <c>&lt;…&gt;</c> belongs to the text. What stands outside all tags is the caller's template.
/// </summary>
internal static partial class TaggedManuscript
{
    private const int DepthMax = 16;

    /// <summary>The sections; null when the message has no tagged prose.</summary>
    public static List<Section>? Read(string message)
    {
        var sections = new List<Section>();
        var open = new Stack<Part>();
        open.Push(new Part(string.Empty, ManuscriptRole.Aside, null));
        var at = 0;
        foreach (Match tag in Tag().Matches(message))
        {
            var name = tag.Groups["name"].Value;
            var role = ManuscriptNames.RoleOf(name);
            if (role == ManuscriptRole.Unknown) continue;
            var closing = tag.Value[1] == '/';
            if (closing && !open.Any(part => part.Is(name)) || !closing && open.Count > DepthMax) continue;
            open.Peek().Text.Append(message, at, tag.Index - at);
            at = tag.Index + tag.Length;
            if (!closing)
            {
                if (open.Peek() is { Role: ManuscriptRole.Whole } around) Flush(around, open, sections);
                open.Push(new Part(name, role, TitleAttribute(tag.Groups["attributes"].Value)));
                continue;
            }
            while (true)
            {
                var part = open.Pop();
                Flush(part, open, sections);
                if (part.Is(name)) break;
            }
        }
        return sections.Count > 0 ? sections : null;
    }

    private static void Flush(Part part, Stack<Part> around, List<Section> sections)
    {
        var text = WebUtility.HtmlDecode(part.Text.ToString()).Trim();
        part.Text.Clear();
        if (!text.Any(char.IsLetterOrDigit)) return;
        if (part.Role == ManuscriptRole.Title) around.Peek().Title = text;
        if (part.Role is not (ManuscriptRole.Prose or ManuscriptRole.Whole)) return;
        var inherited = part.Role == ManuscriptRole.Prose && around.Count > 0 ? around.Peek().Title : null;
        if (part.Title is null && inherited is null)
        {
            sections.AddRange(PlainManuscript.Split(text));
            return;
        }
        sections.Add(new Section(part.Title ?? inherited, text));
    }

    private static string? TitleAttribute(string attributes)
    {
        var title = Title().Match(attributes);
        return title.Success && title.Groups["title"].Value.Trim() is { Length: > 0 } text ? WebUtility.HtmlDecode(text) : null;
    }

    [GeneratedRegex("""</?(?<name>[A-Za-z][A-Za-z_-]{2,39})(?<attributes>(?:\s[^<>]{0,500})?)>""")]
    private static partial Regex Tag();

    [GeneratedRegex("""\b(?:title|name|heading)\s*=\s*"(?<title>[^"]*)["]""")]
    private static partial Regex Title();

    private sealed class Part(string name, ManuscriptRole role, string? title)
    {
        public ManuscriptRole Role { get; } = role;
        public string? Title { get; set; } = title;
        public StringBuilder Text { get; } = new();
        public bool Is(string other) => name.Length > 0 && string.Equals(name, other, StringComparison.OrdinalIgnoreCase);
    }
}
