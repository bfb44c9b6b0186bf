namespace Weir.Proofs.Races;

/// <summary>An acknowledged answer, as it is journalled.</summary>
/// <param name="Kind">reserve, settle, void, record, consume, grant.</param>
/// <param name="Customer">Whose.</param>
/// <param name="Id">The hold's, the event's, or the grant's.</param>
/// <param name="Status">What was answered.</param>
/// <param name="Event">The event that the answer names; empty when it names none.</param>
internal sealed record RaceAnswer(string Kind, Guid Customer, Guid Id, string Status, Guid Event)
{
    public string ToLine() => string.Join(' ', Kind, Customer, Id, Status, Event);

    /// <summary>Null for a line that a kill cut short: its answer was acknowledged to nobody.</summary>
    public static RaceAnswer? Parse(string line)
    {
        var cells = line.Split(' ');
        return cells.Length == 5 && Guid.TryParse(cells[1], out var customer) && Guid.TryParse(cells[2], out var id)
            && cells[4].Length == 36 && Guid.TryParse(cells[4], out var by)
                ? new RaceAnswer(cells[0], customer, id, cells[3], by)
                : null;
    }
}
