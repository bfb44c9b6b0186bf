namespace Weir.Api.Blueprints;

/// <summary>Names in messages: quoted briefly, and the nearest known one for a name that is not known.</summary>
internal static class Names
{
    private const int MostShown = 60;
    private const int MostKnown = 300;

    /// <summary>A name in quotes, cut when it is long, without characters that would break a line.</summary>
    public static string Quote(string name)
    {
        var shown = name.Length > MostShown ? name[..MostShown] + "…" : name;
        return $"'{string.Concat(shown.Select(c => char.IsControl(c) || char.IsSurrogate(c) ? '?' : c))}'";
    }

    /// <summary>The known name that is fewest edits away, when it is near enough to be what was meant.</summary>
    public static string? Nearest(string name, IReadOnlyCollection<string> known)
    {
        if (name.Length is 0 or > MostShown || known.Count > MostKnown) return null;
        var mostEdits = Math.Max(1, name.Length / 3);
        return known
            .Where(k => Math.Abs(k.Length - name.Length) <= mostEdits)
            .Select(k => (Name: k, Edits: Edits(name, k)))
            .Where(x => x.Edits <= mostEdits)
            .OrderBy(x => x.Edits)
            .ThenBy(x => x.Name, StringComparer.Ordinal)
            .Select(x => x.Name)
            .FirstOrDefault();
    }

    /// <summary>Damerau-Levenshtein (adjacent letters swapped count as one edit).</summary>
    private static int Edits(string a, string b)
    {
        var rows = new int[3][];
        for (var i = 0; i < 3; i++) rows[i] = new int[b.Length + 1];
        for (var j = 0; j <= b.Length; j++) rows[0][j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            var (row, above, twoAbove) = (rows[i % 3], rows[(i + 2) % 3], rows[(i + 1) % 3]);
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var cost = a[i - 1] == b[j - 1] ? 0 : 1;
                row[j] = Math.Min(Math.Min(row[j - 1], above[j]) + 1, above[j - 1] + cost);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    row[j] = Math.Min(row[j], twoAbove[j - 2] + 1);
            }
        }
        return rows[a.Length % 3][b.Length];
    }
}
