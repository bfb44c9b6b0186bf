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
        "rules", "style", "task");

    /// <summary>What a name stands for; <c>chapter_text</c> and <c>author-instructions</c> count by their last word.</summary>
    public static ManuscriptRole RoleOf(string name)
    {
        var plain = name.Replace('-', '_').ToLowerInvariant();
        if (RoleOfWord(plain) is var role and not ManuscriptRole.Unknown) return role;
        return plain.LastIndexOf('_') is >= 0 and var at ? RoleOfWord(plain[(at + 1)..]) : ManuscriptRole.Unknown;
    }

    private static ManuscriptRole RoleOfWord(string word) =>
        s_prose.Contains(word) ? ManuscriptRole.Prose
        : s_whole.Contains(word) ? ManuscriptRole.Whole
        : s_titles.Contains(word) ? ManuscriptRole.Title
        : s_asides.Contains(word) ? ManuscriptRole.Aside
        : ManuscriptRole.Unknown;

    private static FrozenSet<string> Set(params string[] words) => words.ToFrozenSet(StringComparer.Ordinal);
}
