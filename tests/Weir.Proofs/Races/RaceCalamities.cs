using Npgsql;
using Weir.Testing;

namespace Weir.Proofs.Races;

/// <summary>
/// What befalls a race: now and then a connection is cut; each process is killed once and again; and, where it may be, the
/// database in the middle.
/// </summary>
internal sealed class RaceCalamities(
    int seed, long operations, IReadOnlyList<RaceProcess> processes, NpgsqlDataSource superuser, CrashingPostgres? server)
{
    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(20);
    private static readonly double[] s_kills = [0.25, 0.45, 0.8];
    private static readonly double[] s_crashes = [0.35, 0.65];
    private readonly Random _random = new(seed);

    public int Cuts { get; private set; }

    public int Crashes { get; private set; }

    /// <summary>Until told to stop. A crash of the database is repaired before that.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        var (kill, crash) = (0, 0);
        var cutAt = Next(TimeSpan.Zero);
        var started = TimeProvider.System.GetTimestamp();
        while (!stop.IsCancellationRequested)
        {
            var done = processes.Sum(p => p.Done) / (double)operations;
            if (kill < s_kills.Length && done >= s_kills[kill] && processes[kill % processes.Count].Kill()) kill++;
            if (server is not null && crash < s_crashes.Length && done >= s_crashes[crash])
            {
                await server.CrashAsync(CancellationToken.None);
                superuser.Clear();
                (await TestPostgres.GetAsync(CancellationToken.None)).Clear();
                crash++;
                Crashes++;
            }
            var elapsed = TimeProvider.System.GetElapsedTime(started);
            if (elapsed >= cutAt)
            {
                await CutAsync();
                cutAt = Next(elapsed);
            }
            await Task.Delay(s_look, CancellationToken.None);
        }
    }

    private TimeSpan Next(TimeSpan after) => after + TimeSpan.FromMilliseconds(_random.Next(150, 900));

    private async Task CutAsync()
    {
        try
        {
            await using var some = superuser.CreateCommand(RaceSql.SomeBackend);
            if (await some.ExecuteScalarAsync() is not int backend) return;
            await using var end = superuser.CreateCommand(RaceSql.EndBackend);
            end.Parameters.Add(new NpgsqlParameter<int> { TypedValue = backend });
            if (await end.ExecuteScalarAsync() is true) Cuts++;
        }
        catch (NpgsqlException)
        {
            // It is being killed itself.
        }
    }
}
