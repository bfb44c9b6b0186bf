using System.Text.RegularExpressions;

namespace Weir.Sandbox.Providers.Text;

/// <summary>
/// Texts between lines that are all the same mark, each under a label: <c>Chapter</c>, mark, text, mark. A text of its own
/// title has one more mark: <c>Chapter</c>, mark, title, mark, text, mark.
/// </summary>
internal static partial class FencedManuscript
{
    /// <summary>The sections; null when the message is not built so.</summary>
    public static List<Section>? Read(string message)
    {
        var first = Mark().Match(message);
        if (!first.Success) return null;
        var parts = message.Split('\n' + first.Value + '\n');
        if (message.EndsWith('\n' + first.Value, StringComparison.Ordinal)) parts = Close(parts, first.Value);
        if (parts.Length < 3 || RoleOf(parts[0]) == ManuscriptRole.Unknown) return null;
        var sections = new List<Section>();
        for (var at = 0; at + 2 < parts.Length;)
        {
            var role = RoleOf(parts[at]);
            var titled = at + 3 < parts.Length && role == ManuscriptRole.Whole && RoleOf(parts[at + 2]) == ManuscriptRole.Unknown;
            var title = titled ? parts[at + 1].Trim() : null;
            var text = parts[titled ? at + 2 : at + 1];
            if (role is ManuscriptRole.Whole or ManuscriptRole.Prose)
                sections.AddRange(title is null ? PlainManuscript.Split(text) : [new Section(title, text)]);
            at += titled ? 3 : 2;
        }
        sections.RemoveAll(section => !section.Text.Any(char.IsLetterOrDigit));
        return sections.Count > 0 ? sections : null;
    }

    /// <summary>A mark that ends the message has no line after it.</summary>
    private static string[] Close(string[] parts, string mark) => [.. parts[..^1], parts[^1][..^(mark.Length + 1)], string.Empty];

    /// <summary>The role that the last line before a mark gives to what stands behind it.</summary>
    private static ManuscriptRole RoleOf(string part) => ManuscriptNames.RoleOfLabel(part.Trim().Split('\n')[^1].Trim());

    [GeneratedRegex("""^(?:={3,}|-{3,}|"{3}|`{3})[0-9A-Za-z]{0,64}$""", RegexOptions.Multiline)]
    private static partial Regex Mark();
}
