namespace Weir.Cli.Sabotage;

/// <summary>
/// Reads <c>tests/sabotage/*.patch</c>: two lines of comment (what it breaks; <c>Caught by: PROJECT CLASS, CLASS</c>), then
/// hunks as diff(1) writes them, but without line numbers. <c>--- FILE</c> names the file of the hunks that follow, and each
/// begins with <c>@@</c>.
/// </summary>
internal static class SabotageReader
{
    private const string CaughtBy = "# Caught by: ";

    /// <summary>All sabotages below a folder, by name.</summary>
    public static IReadOnlyList<SabotagePatch> ReadAll(string folder) =>
    [
        .. Directory.GetFiles(folder, "*.patch")
            .Order(StringComparer.Ordinal)
            .Select(file => Read(Path.GetFileNameWithoutExtension(file), File.ReadAllText(file))),
    ];

    /// <exception cref="CommandFailedException">The text is none.</exception>
    public static SabotagePatch Read(string name, string text)
    {
        var lines = text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');
        if (lines.Length < 2 || !lines[0].StartsWith("# ", StringComparison.Ordinal)
            || !lines[1].StartsWith(CaughtBy, StringComparison.Ordinal))
            throw new CommandFailedException($"{name}: the first two lines are '# what it breaks' and "
                + $"'{CaughtBy}PROJECT CLASS'.");
        var catchers = lines[1][CaughtBy.Length..].Split((char[])[' ', ','], StringSplitOptions.RemoveEmptyEntries);
        if (catchers.Length < 2) throw new CommandFailedException($"{name}: '{CaughtBy}' names a project and a class.");
        var changes = ReadChanges(name, lines[2..]);
        if (changes.Count == 0) throw new CommandFailedException($"{name} changes nothing.");
        return new SabotagePatch(name, lines[0][2..], catchers[0], catchers[1..], changes);
    }

    private static List<SabotageChange> ReadChanges(string name, string[] lines)
    {
        var changes = new List<SabotageChange>();
        string? file = null;
        for (var i = 0; i < lines.Length; i++)
        {
            if (lines[i].StartsWith("--- ", StringComparison.Ordinal))
            {
                file = lines[i][4..];
            }
            else if (lines[i].StartsWith("@@", StringComparison.Ordinal) && file is not null)
            {
                var hunk = lines.Skip(i + 1).TakeWhile(line => !line.StartsWith("@@", StringComparison.Ordinal)
                    && !line.StartsWith("--- ", StringComparison.Ordinal)).ToList();
                changes.Add(ReadHunk(name, file, hunk));
                i += hunk.Count;
            }
            else
            {
                throw new CommandFailedException($"{name}: expected '--- FILE' or '@@', not '{lines[i]}'.");
            }
        }
        return changes;
    }

    private static SabotageChange ReadHunk(string name, string file, List<string> hunk)
    {
        var stray = hunk.FirstOrDefault(line => line.Length == 0 || line[0] is not (' ' or '-' or '+'));
        if (stray is not null)
            throw new CommandFailedException($"{name}: a line of a hunk begins with blank, minus or plus, unlike '{stray}'.");
        var change = new SabotageChange(file, Side('-'), Side('+'));
        return change.Find.Length > 0 && change.Find != change.Replacement
            ? change
            : throw new CommandFailedException($"{name}: a hunk of {file} has no line to find, or changes nothing.");

        string Side(char sign) =>
            string.Concat(hunk.Where(line => line[0] == ' ' || line[0] == sign).Select(line => line[1..] + "\n"));
    }
}
