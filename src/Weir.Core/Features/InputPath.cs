using System.Text.Json;

namespace Weir.Core.Features;

/// <summary>Paths of members in faults: <c>input.chapters[2].text</c>.</summary>
public static class InputPath
{
    private const int MaxNameLength = 64;

    /// <summary>
    /// The path of a member. A name that does not look like one is not repeated: it may be a user's text.
    /// </summary>
    public static string Of(string parent, string? name)
    {
        var shown = name is { Length: > 0 and <= MaxNameLength } && name.All(IsPlain) ? name : "?";
        return parent.Length == 0 ? shown : $"{parent}.{shown}";
    }

    private static bool IsPlain(char c) => char.IsAsciiLetterOrDigit(c) || c is '_' or '-';

    /// <summary>The name of a member; null when it is no valid Unicode text.</summary>
    public static string? NameOf(JsonProperty member)
    {
        try
        {
            return member.Name;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
