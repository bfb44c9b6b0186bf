using Npgsql;
using Weir.Core.Engine;
using Weir.Data;
using Weir.Data.Audit;

namespace Weir.Proofs.Races;

/// <summary>
/// The end of a race: whatever was acknowledged is there, once, as it was asked for; nothing else is; the books add up.
/// </summary>
internal sealed class RaceVerdict(NpgsqlDataSource superuser, RaceWorld world, RaceWatcher watcher)
{
    private const int MaxViolations = 20;
    private readonly Dictionary<(Guid, Guid), (string State, Guid? Event)> _holds = [];
    private readonly Dictionary<(Guid, Guid), Guid?> _events = [];
    private readonly HashSet<(Guid, Guid)> _grants = [];

    public List<string> Violations { get; } = [];

    public SortedDictionary<string, long> Counts { get; } = [];

    public long Checked { get; private set; }

    public async Task RunAsync(WeirDatabase database, IEnumerable<string> journals, CancellationToken cancellationToken)
    {
        await ReadHoldsAsync(cancellationToken);
        await ReadEventsAsync(cancellationToken);
        await ReadGrantsAsync(cancellationToken);
        foreach (var answer in journals.SelectMany(RaceJournal.Read))
        {
            Checked++;
            var name = $"{answer.Kind} {answer.Status}";
            Counts[name] = Counts.GetValueOrDefault(name) + 1;
            if (!IsKept(answer)) Add($"acknowledged and not kept: {answer.ToLine()}; {Found(answer)}");
        }
        foreach (var violation in await new Auditor(database, TimeProvider.System).RunAsync(cancellationToken))
            Add($"audit: {violation}");
    }

    /// <summary>Whether the database still says what a client was told.</summary>
    private bool IsKept(RaceAnswer answer)
    {
        var known = _holds.TryGetValue((answer.Customer, answer.Id), out var hold);
        return (answer.Kind, answer.Status) switch
        {
            ("reserve", "Reserved") => known,
            ("reserve", "AlreadySettled") => _events.ContainsKey((answer.Customer, answer.Event)),
            ("settle", "Posted" or "PostedLate" or "AlreadyPosted") =>
                hold.Event == answer.Event && _events.GetValueOrDefault((answer.Customer, answer.Event)) == answer.Id,
            ("void", "Voided" or "AlreadyVoided") => hold.State == "voided",
            ("void", "AlreadyPosted") => hold.State == "posted",
            ("void", "AlreadyExpired") => hold.State == "expired",
            ("record", "Recorded") or ("consume", "Reserved") =>
                answer.Event == answer.Id && _events.ContainsKey((answer.Customer, answer.Id)),
            ("record", "AlreadyRecorded") or ("consume", "AlreadySettled") => _events.ContainsKey((answer.Customer, answer.Event)),
            ("grant", "Granted" or "AlreadyGranted") => _grants.Contains((answer.Customer, answer.Id)),
            ("reserve" or "consume", "Denied" or "InProgress" or "KeyConflict") => true,
            ("settle" or "void", "NotFound") or ("record", "KeyConflict") => true,
            _ => false,
        };
    }

    private string Found(RaceAnswer answer) => _holds.TryGetValue((answer.Customer, answer.Id), out var hold)
        ? $"the hold is {hold.State} with event {hold.Event}"
        : _events.ContainsKey((answer.Customer, answer.Id)) ? "the event is there" : "there is nothing of this id";

    private Task ReadHoldsAsync(CancellationToken cancellationToken) => ReadAsync(RaceSql.Holds, reader =>
    {
        var (customer, id, state) = (reader.GetGuid(0), reader.GetGuid(1), reader.GetString(2));
        var by = reader.IsDBNull(3) ? (Guid?)null : reader.GetGuid(3);
        _holds.Add((customer, id), (state, by));
        if (Text(reader, 4) != Text(RaceWorld.HoldLines(id))) Add($"hold {id} has {Text(reader, 4)}, not {Text(RaceWorld.HoldLines(id))}");
        if (state == "pending") Add($"hold {id} is pending still");
        if (!watcher.IsSame(id.ToString(), state, by?.ToString() ?? "-")) Add($"hold {id} was resolved otherwise than as {state} by {by}");
    }, cancellationToken);

    private Task ReadEventsAsync(CancellationToken cancellationToken) => ReadAsync(RaceSql.Events, reader =>
    {
        var (customer, id) = (reader.GetGuid(0), reader.GetGuid(1));
        var hold = reader.IsDBNull(2) ? (Guid?)null : reader.GetGuid(2);
        if (!_events.TryAdd((customer, id), hold)) Add($"event {id} is in the ledger twice");
        if (Text(reader, 3) != Text(RaceWorld.EventLines(id)))
            Add($"event {id} has {Text(reader, 3)}, not {Text(RaceWorld.EventLines(id))}");
        if (hold is { } of && !Enumerable.Range(0, RaceWorld.SettleIds).Any(n => world.SettleId(of, n) == id))
            Add($"event {id} is of hold {of}, which nobody settled with it");
    }, cancellationToken);

    private Task ReadGrantsAsync(CancellationToken cancellationToken) => ReadAsync(
        RaceSql.Grants, reader => _grants.Add((reader.GetGuid(0), reader.GetGuid(1))), cancellationToken);

    private async Task ReadAsync(string sql, Action<NpgsqlDataReader> row, CancellationToken cancellationToken)
    {
        await using var command = superuser.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken)) row(reader);
    }

    private static string Text(NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? "" : reader.GetString(column);

    private static string Text(IReadOnlyList<MeterQuantity> lines) => string.Join(
        ' ', lines.Where(l => l.Quantity != 0).OrderBy(l => l.Meter, StringComparer.Ordinal).Select(l => $"{l.Meter}:{l.Quantity}"));

    private void Add(string violation)
    {
        if (Violations.Count < MaxViolations) Violations.Add(violation);
    }
}
