using System.Diagnostics;
using Npgsql;

namespace Weir.Proofs.Races;

/// <summary>
/// Takes a snapshot every 5 ms while the others race: every rule holds at every instant, and what is resolved stays so.
/// </summary>
internal sealed class RaceWatcher(NpgsqlDataSource superuser)
{
    private const int MaxViolations = 20;
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(5);

    /// <summary>Snapshots overlap by this much, so that no resolution falls between two of them.</summary>
    private static readonly TimeSpan s_overlap = TimeSpan.FromSeconds(1);
    private readonly Dictionary<string, (string State, string Event)> _resolved = [];

    public long Snapshots { get; private set; }

    /// <summary>Snapshots that the database could not give: it was being killed.</summary>
    public long Missed { get; private set; }

    public List<string> Violations { get; } = [];

    public int Resolved => _resolved.Count;

    /// <summary>Watches until told to stop.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        var since = DateTimeOffset.UnixEpoch;
        while (!stop.IsCancellationRequested)
        {
            var started = Stopwatch.GetTimestamp();
            var now = TimeProvider.System.GetUtcNow();
            try
            {
                await SnapshotAsync(since - s_overlap);
                since = now;
            }
            catch (NpgsqlException)
            {
                Missed++;
                await Task.Delay(s_interval, CancellationToken.None);
            }
            var rest = s_interval - Stopwatch.GetElapsedTime(started);
            if (rest > TimeSpan.Zero) await Task.Delay(rest, CancellationToken.None);
        }
    }

    /// <summary>What was resolved one way and is now otherwise; an event may still come to what was not posted.</summary>
    public bool IsSame(string hold, string state, string by) =>
        !_resolved.TryGetValue(hold, out var first) || (first.State == state && (first.Event == "-" || first.Event == by));

    private async Task SnapshotAsync(DateTimeOffset since)
    {
        await using var command = superuser.CreateCommand(RaceSql.Snapshot);
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = since });
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            var row = reader.GetString(0);
            if (row[0] != '=')
            {
                Add(row);
                continue;
            }
            var cells = row.Split(' ');
            if (!IsSame(cells[1], cells[2], cells[3])) Add($"hold {cells[1]} was {_resolved[cells[1]]} and is ({cells[2]}, {cells[3]})");
            _resolved[cells[1]] = (cells[2], cells[3]);
        }
        Snapshots++;
    }

    private void Add(string violation)
    {
        if (Violations.Count < MaxViolations) Violations.Add(violation);
    }
}
