using System.Collections.Frozen;

namespace Weir.Sandbox.Providers.Text;

/// <summary>What the names of members and tags around a text mean.</summary>
internal static class ManuscriptNames
{
    private static readonly FrozenSet<string> s_whole = Set(
        "act", "article", "book", "chapter", "chapters", "document", "documents", "input", "manuscript", "part", "scene",
        "scenes", "section", "sections", "story");
    private static readonly FrozenSet<string> s_prose = Set(
        "body", "content", "data", "excerpt", "passage", "prose", "source", "text", "user_input");
    private static readonly FrozenSet<string> s_titles = Set("heading", "name", "title");
    private static readonly FrozenSet<string> s_asides = Set(
        "context", "format", "guidance", "guidelines", "instruction", "instructions", "metadata", "note", "notes", "request",
        "rules", "style", "task", "wish", "wishes");

    /// <summary>What a name stands for; <c>chapter_text</c> and <c>author-instructions</c> count by their last word.</summary>
    public static ManuscriptRole RoleOf(string name)
    {
        var plain = name.Replace('-', '_').ToLowerInvariant();
        if (RoleOfWord(plain) is var role and not ManuscriptRole.Unknown) return role;
        return plain.LastIndexOf('_') is >= 0 and var at ? RoleOfWord(plain[(at + 1)..]) : ManuscriptRole.Unknown;
    }

    /// <summary>What a line above a text says of it, such as <c>Title of the act</c>; unknown when it is no such label.</summary>
    public static ManuscriptRole RoleOfLabel(string line)
    {
        if (line.Length is 0 or > 60) return ManuscriptRole.Unknown;
        var roles = line.Split([' ', ':'], StringSplitOptions.RemoveEmptyEntries).Select(RoleOf).ToList();
        ManuscriptRole[] byWeight = [ManuscriptRole.Title, ManuscriptRole.Aside, ManuscriptRole.Whole, ManuscriptRole.Prose];
        return byWeight.FirstOrDefault(roles.Contains);
    }

    private static ManuscriptRole RoleOfWord(string word) =>
        s_prose.Contains(word) ? ManuscriptRole.Prose
        : s_whole.Contains(word) ? ManuscriptRole.Whole
        : s_titles.Contains(word) ? ManuscriptRole.Title
        : s_asides.Contains(word) ? ManuscriptRole.Aside
        : ManuscriptRole.Unknown;

    private static FrozenSet<string> Set(params string[] words) => words.ToFrozenSet(StringComparer.Ordinal);
}
