using System.Text;

namespace Weir.Sandbox.Providers.Text;

/// <summary>A sentence taken out of a speech keeps only half of its quotation marks.</summary>
internal static class Quotes
{
    /// <summary>Whether every double quotation mark has its partner.</summary>
    public static bool AreBalanced(string text) =>
        text.Count(c => c == '“') == text.Count(c => c == '”') && text.Count(c => c == '"') % 2 == 0;

    /// <summary>Whether somebody is speaking after the text, given whether somebody was before it.</summary>
    public static bool Speaking(string text, bool before)
    {
        foreach (var c in text)
            before = c switch { '“' or '«' => true, '”' or '»' => false, '"' => !before, _ => before };
        return before;
    }

    /// <summary>The text without the double quotation marks that have no partner.</summary>
    public static string DropUnpaired(string text)
    {
        if (AreBalanced(text)) return text;
        var kept = new StringBuilder(text.Length);
        var open = -1;
        foreach (var c in text)
        {
            if (c == '”' && open < 0) continue;
            if (c == '“' && open >= 0) kept.Remove(open, 1);
            if (c == '“') open = kept.Length;
            if (c == '”') open = -1;
            kept.Append(c);
        }
        if (open >= 0) kept.Remove(open, 1);
        var straight = kept.ToString();
        if (straight.Count(c => c == '"') % 2 == 0) return straight;
        return straight.Remove(straight.LastIndexOf('"'), 1);
    }
}
