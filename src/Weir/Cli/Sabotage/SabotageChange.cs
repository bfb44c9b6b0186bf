namespace Weir.Cli.Sabotage;

/// <summary>Text that is replaced in a file of the checkout.</summary>
/// <param name="File">Path below the root, with slashes.</param>
/// <param name="Find">Whole lines, which the file holds exactly once.</param>
/// <param name="Replacement">What takes their place.</param>
internal sealed record SabotageChange(string File, string Find, string Replacement)
{
    /// <summary>The text with this change made.</summary>
    /// <exception cref="CommandFailedException">The code has moved: the lines are not there, or more than once.</exception>
    public string ApplyTo(string text)
    {
        // Line feeds around the text make the search one for whole lines.
        var lines = "\n" + text;
        var first = lines.IndexOf("\n" + Find, StringComparison.Ordinal);
        if (first < 0) throw new CommandFailedException($"{File} does not hold these lines any more:\n{Find}");
        if (lines.IndexOf("\n" + Find, first + 1, StringComparison.Ordinal) >= 0)
            throw new CommandFailedException($"{File} holds these lines more than once:\n{Find}");
        return string.Concat(text.AsSpan(0, first), Replacement, text.AsSpan(first + Find.Length));
    }
}
