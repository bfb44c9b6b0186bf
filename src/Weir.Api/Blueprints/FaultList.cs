namespace Weir.Api.Blueprints;

/// <summary>Collects faults while a blueprint is read; nothing stops at the first one.</summary>
internal sealed class FaultList
{
    /// <summary>
    /// Suggestions cost time with the square of their number: beyond this many faults they are left out.
    /// </summary>
    private const int MostSuggestions = 100;
    private const int MostListed = 12;

    private readonly List<BlueprintFault> _faults = [];

    public int Count => _faults.Count;

    public void Add(string file, int line, string message) => _faults.Add(new BlueprintFault(file, line, message));

    /// <summary>
    /// A fault about a name that is none of <paramref name="known"/>, with the nearest of them, else with all.
    /// </summary>
    public void AddUnknown(string file, int line, string message, string name, IReadOnlyCollection<string> known)
    {
        var nearest = _faults.Count < MostSuggestions ? Names.Nearest(name, known) : null;
        var hint = nearest is not null ? $"; did you mean '{nearest}'?"
            : known.Count is > 0 and <= MostListed ? $"; known: {string.Join(", ", known)}"
            : "";
        Add(file, line, message + hint);
    }

    /// <summary>All of them, each once, by file and line; <c>weir.yaml</c> first.</summary>
    public IReadOnlyList<BlueprintFault> Sorted() =>
    [
        .. _faults.Distinct()
            .OrderBy(f => f.File != Blueprint.FileName)
            .ThenBy(f => f.File, StringComparer.Ordinal)
            .ThenBy(f => f.Line)
            .ThenBy(f => f.Message, StringComparer.Ordinal),
    ];
}
