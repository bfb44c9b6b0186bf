using System.Globalization;
using Npgsql;
using Weir.Data;
using Weir.Data.Engine;
using Weir.Proofs.Protocol;
using Weir.Testing;

namespace Weir.Proofs.Races;

/// <summary>
/// Two server processes race on few customers with tight limits, on real PostgreSQL, while connections are cut, processes are
/// killed and (with a server of its own) PostgreSQL itself is. A snapshot every 5 ms finds every rule kept; at the end
/// whatever was acknowledged is there once, and the audit finds nothing.
/// </summary>
internal static class RaceProof
{
    private const int Processes = 2;
    private const int Clients = 24;
    private static readonly TimeSpan s_longestLease = TimeSpan.FromSeconds(2.2);
    private static readonly TimeSpan s_report = TimeSpan.FromMilliseconds(200);

    /// <param name="seed">Of ids and choices. Who comes first is up to the machine: a race is repeated in kind.</param>
    /// <param name="operations">Of both processes together.</param>
    /// <param name="server">A PostgreSQL that may be killed; null for the one of the tests, which may not.</param>
    /// <param name="alteration">SQL that spoils the engine first: how a test shows that the proof would notice.</param>
    /// <param name="progress">Hears how many are done.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<ProofResult> RunAsync(
        int seed, long operations, CrashingPostgres? server, string? alteration, IProgress<long>? progress,
        CancellationToken cancellationToken)
    {
        await using var database = await TestDatabase.CreateAsync(cancellationToken);
        if (alteration is not null) await Sql.RunAsync(database.Superuser, alteration, cancellationToken);
        var world = new RaceWorld(seed);
        await PrepareAsync(database, world, cancellationToken);
        var folder = Directory.CreateTempSubdirectory("weir-race-");
        var processes = Enumerable.Range(0, Processes).Select(n => new RaceProcess(new RaceWorkerOptions(
            database.AppConnectionString, seed, n, operations / Processes, Clients,
            Path.Combine(folder.FullName, string.Create(CultureInfo.InvariantCulture, $"journal-{n}"))))).ToList();
        try
        {
            var watcher = new RaceWatcher(database.Superuser);
            var calamities = new RaceCalamities(seed, operations, processes, database.Superuser, server);
            var complaints = await RaceAsync(processes, watcher, calamities, progress, cancellationToken);
            await Task.Delay(s_longestLease, cancellationToken);
            if (await SweepAsync(database.Weir, cancellationToken) is { } refused) complaints.Add(refused);
            var verdict = new RaceVerdict(database.Superuser, world, watcher);
            await verdict.RunAsync(
                database.Weir, Directory.GetFiles(folder.FullName), cancellationToken);
            List<string> violations = [.. complaints, .. watcher.Violations, .. verdict.Violations];
            return new ProofResult(
                processes.Sum(p => p.Done), violations.Count, Counts(processes, watcher, calamities, verdict), violations);
        }
        finally
        {
            foreach (var process in processes) process.Dispose();
            folder.Delete(recursive: true);
        }
    }

    private static async Task PrepareAsync(TestDatabase database, RaceWorld world, CancellationToken cancellationToken)
    {
        await Sql.RunAsync(database.Superuser, RaceSql.World, cancellationToken);
        await using var customers = database.Superuser.CreateCommand(RaceSql.AddCustomers);
        customers.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = [.. world.Customers] });
        await customers.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Returns what processes complained of.</summary>
    private static async Task<List<string>> RaceAsync(
        IReadOnlyList<RaceProcess> processes, RaceWatcher watcher, RaceCalamities calamities, IProgress<long>? progress,
        CancellationToken cancellationToken)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var watching = watcher.RunAsync(over.Token);
        var striking = calamities.RunAsync(over.Token);
        var racing = Task.WhenAll(processes.Select(p => p.RunAsync(cancellationToken)));
        try
        {
            while (await Task.WhenAny(racing, Task.Delay(s_report, cancellationToken)) != racing)
            {
                cancellationToken.ThrowIfCancellationRequested();
                progress?.Report(processes.Sum(p => p.Done));
            }
            return [.. (await racing).OfType<string>()];
        }
        finally
        {
            await over.CancelAsync();
            await watching;
            await striking;
        }
    }

    /// <summary>Expires what nobody resolved; says why it could not.</summary>
    private static async Task<string?> SweepAsync(WeirDatabase database, CancellationToken cancellationToken)
    {
        await using var engine = new EngineClient(database, TimeProvider.System);
        try
        {
            while (await engine.ExpireHoldsAsync(1000, cancellationToken) > 0)
            {
            }
            return null;
        }
        catch (PostgresException failure)
        {
            return $"the last sweep: {failure.MessageText}";
        }
    }

    private static SortedDictionary<string, long> Counts(
        IReadOnlyList<RaceProcess> processes, RaceWatcher watcher, RaceCalamities calamities, RaceVerdict verdict) =>
        new(verdict.Counts)
        {
            ["answers checked"] = verdict.Checked,
            ["outcomes unknown"] = processes.Sum(p => p.Unknown),
            ["snapshots"] = watcher.Snapshots,
            ["snapshots missed"] = watcher.Missed,
            ["resolutions watched"] = watcher.Resolved,
            ["kill -9 of a server"] = processes.Sum(p => p.Kills),
            ["connections cut"] = calamities.Cuts,
            ["kill -9 of postgres"] = calamities.Crashes,
        };
}
