using System.Globalization;
using Npgsql;
using Weir.Benches.Machine;
using Weir.Benches.Statistics;
using Weir.Sandbox.Postgres;

namespace Weir.Benches.Cluster;

/// <summary>A throw-away PostgreSQL that commits as a real one does. Every subject of a call is measured on it.</summary>
internal sealed class BenchCluster : IAsyncDisposable
{
    private const int CommitProbes = 200;

    /// <summary>Of 16 MB each: as many as <c>min_wal_size</c> keeps.</summary>
    private const int LogFiles = 128;

    // What must be so, or no figure means anything.
    private static readonly (string Name, string Value)[] s_durable =
        [("fsync", "on"), ("synchronous_commit", "on"), ("full_page_writes", "on")];

    private static readonly string[] s_shown = ["wal_sync_method", "shared_buffers", "min_wal_size", "max_wal_size"];

    private readonly EmbeddedPostgres _postgres;

    private BenchCluster(EmbeddedPostgres postgres, DirectoryInfo scratch)
    {
        _postgres = postgres;
        Scratch = scratch.FullName;
        Superuser = new NpgsqlConnectionStringBuilder(postgres.ConnectionString);
    }

    /// <summary>The superuser's address, of the maintenance database.</summary>
    public NpgsqlConnectionStringBuilder Superuser { get; }

    public int ProcessId => _postgres.ProcessId;

    /// <summary>A folder for scripts and logs, deleted with the cluster.</summary>
    public string Scratch { get; }

    /// <summary>Settings above the results, a line each.</summary>
    public IReadOnlyList<string> Facts { get; private set; } = [];

    public static async Task<BenchCluster> StartAsync(IProgress<string> progress, CancellationToken cancellationToken)
    {
        progress.Report("Starting a throw-away PostgreSQL");
        var state = Directory.CreateTempSubdirectory("weir-bench-pg-");
        var scratch = Directory.CreateTempSubdirectory("weir-bench-");
        var postgres = await EmbeddedPostgres.StartAsync(
            new EmbeddedPostgresOptions
            {
                StateDirectory = state.FullName,
                Ephemeral = true,
                MaxConnections = 500,
                Settings = new Dictionary<string, string>(s_durable.Select(s => KeyValuePair.Create(s.Name, s.Value)))
                {
                    // As somebody sets it who runs one on such a machine; the same for every subject.
                    ["shared_buffers"] = "1GB",
                    ["max_wal_size"] = "8GB",
                    ["min_wal_size"] = "2GB",
                    ["checkpoint_timeout"] = "30min",
                },
            },
            progress,
            cancellationToken);
        var cluster = new BenchCluster(postgres, scratch);
        try
        {
            await cluster.RunInAsync(cancellationToken);
            await cluster.InspectAsync(cancellationToken);
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _postgres.DisposeAsync();
        Directory.Delete(Scratch, recursive: true);
    }

    /// <summary>
    /// A server that has run for a while writes its log into files it has used before; a new one makes and zeroes each, in the
    /// middle of a commit. Makes them now, for every subject alike.
    /// </summary>
    private async Task RunInAsync(CancellationToken cancellationToken)
    {
        await using var source = NpgsqlDataSource.Create(Superuser);
        for (var i = 0; i < LogFiles; i++)
        {
            await using var next = source.CreateCommand(
                "select pg_catalog.pg_logical_emit_message(false, 'bench', ''), pg_catalog.pg_switch_wal()");
            await next.ExecuteNonQueryAsync(cancellationToken);
        }
        await using var checkpoint = source.CreateCommand("checkpoint");
        await checkpoint.ExecuteNonQueryAsync(cancellationToken);
    }

    private async Task InspectAsync(CancellationToken cancellationToken)
    {
        await using var source = NpgsqlDataSource.Create(Superuser);
        foreach (var (name, wanted) in s_durable)
        {
            var value = await ShowAsync(source, name, cancellationToken);
            if (value != wanted)
                throw new CommandFailedException($"The bench wants {name} = {wanted}, and PostgreSQL says {value}.");
        }
        var settings = new List<string>(s_durable.Select(s => $"{s.Name}={s.Value}"));
        foreach (var name in s_shown) settings.Add($"{name}={await ShowAsync(source, name, cancellationToken)}");
        var commit = await MeasureCommitAsync(source, cancellationToken);
        Facts =
        [
            MachineFacts.Describe(),
            $"PostgreSQL {_postgres.Version} on {MachineFacts.FileSystemOf(_postgres.DataDirectory)}: "
            + string.Join(", ", settings),
            string.Create(
                CultureInfo.InvariantCulture,
                $"a commit takes {commit:0.00} ms here (median of {CommitProbes}, one after another)"),
        ];
    }

    private static async Task<string> ShowAsync(
        NpgsqlDataSource source, string setting, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand("select current_setting($1)");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = setting });
        return (string)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private static async Task<double> MeasureCommitAsync(NpgsqlDataSource source, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using (var table = new NpgsqlCommand(BenchSql.Read("Cluster.Sql.commit_probe.sql"), connection))
            await table.ExecuteNonQueryAsync(cancellationToken);
        await using var insert = new NpgsqlCommand("insert into public.commit_probe default values", connection);
        await insert.PrepareAsync(cancellationToken);
        var times = new List<double>(CommitProbes);
        for (var i = 0; i < CommitProbes; i++)
        {
            var started = TimeProvider.System.GetTimestamp();
            await insert.ExecuteNonQueryAsync(cancellationToken);
            times.Add(TimeProvider.System.GetElapsedTime(started).TotalMilliseconds);
        }
        return Median.Of(times);
    }
}
