using System.Globalization;
using Npgsql;

namespace Weir.Sandbox.Postgres;

/// <summary>
/// A private PostgreSQL on 127.0.0.1, owned by this process. It is found (or fetched), its data are made on first use,
/// and it ends with the process, even a killed one. Whatever an earlier process left behind, a stale pid file, a live
/// postmaster, a half-made data folder, a crash, is cleared or recovered; data are never deleted.
/// </summary>
public sealed class EmbeddedPostgres : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);
    private readonly ExclusiveFile _lock;
    private readonly PostgresAccount _account;
    private readonly ClusterFolder _folder;
    private readonly PostgresBinaries _binaries;
    private readonly EmbeddedPostgresOptions _options;
    private Supervisor _supervisor;
    private bool _stopped;

    private EmbeddedPostgres(
        ExclusiveFile exclusive,
        PostgresAccount account,
        ClusterFolder folder,
        PostgresBinaries binaries,
        EmbeddedPostgresOptions options,
        RunningPostmaster running,
        string password)
    {
        _lock = exclusive;
        _account = account;
        _folder = folder;
        _binaries = binaries;
        _options = options;
        _supervisor = running.Supervisor;
        Port = running.Port;
        ConnectionString = new NpgsqlConnectionStringBuilder
        {
            Host = "127.0.0.1",
            Port = running.Port,
            Username = "supabase_admin",
            Password = password,
            Database = "postgres",
        }.ConnectionString;
    }

    /// <summary>Connection of the superuser <c>supabase_admin</c> to the database <c>postgres</c>.</summary>
    public string ConnectionString { get; }

    public int Port { get; }

    public Version Version => _binaries.Version;

    public string BinDirectory => _binaries.BinDirectory;

    /// <summary>Folder of the data.</summary>
    public string DataDirectory => _folder.Data;

    /// <summary>PostgreSQL's own log.</summary>
    public string LogFile => _folder.Log;

    /// <summary>The postmaster's process id.</summary>
    public int ProcessId => _supervisor.PostmasterId;

    /// <summary>Completes when PostgreSQL has ended, by <see cref="StopAsync"/> or by itself.</summary>
    public Task WaitForExitAsync(CancellationToken cancellationToken) =>
        _supervisor.WaitForExitAsync(cancellationToken);

    /// <summary>The PostgreSQL that would be started for new data, fetched if need be.</summary>
    /// <exception cref="EmbeddedPostgresException">There is none; the message says what was tried.</exception>
    public static async Task<string> DescribeAvailableAsync(CancellationToken cancellationToken)
    {
        var found = await PostgresLocator.FindAsync(null, null, null, cancellationToken);
        return $"{found.Version} in {found.BinDirectory}";
    }

    /// <summary>Starts PostgreSQL and returns when it accepts connections.</summary>
    /// <param name="options">Which one, and where.</param>
    /// <param name="progress">One line for each step that may take time.</param>
    /// <param name="cancellationToken">Gives up, and stops what was started.</param>
    /// <exception cref="EmbeddedPostgresException">It cannot be started; the message says what to do.</exception>
    public static async Task<EmbeddedPostgres> StartAsync(
        EmbeddedPostgresOptions options, IProgress<string>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        Directory.CreateDirectory(options.StateDirectory);
        var exclusive = ExclusiveFile.TryAcquire(Path.Combine(options.StateDirectory, "lock"))
            ?? throw new EmbeddedPostgresException(
                $"The database in {options.StateDirectory} is in use by another process of Weir.");
        try
        {
            var account = await PostgresAccount.ResolveAsync(cancellationToken);
            var folder = await ClusterFolder.OpenAsync(options, account, cancellationToken);
            var major = folder.DataMajor();
            var found = await PostgresLocator.FindAsync(options.BinDirectory, major, progress, cancellationToken);
            var binaries = await ReachableBinaries.ForAsync(account, found, progress, cancellationToken);
            var password = await folder.PasswordAsync(major is not null, cancellationToken);
            if (major is null)
            {
                progress?.Report($"Making a database cluster (PostgreSQL {binaries.Version})");
                await folder.InitializeAsync(binaries, password, options.Ephemeral, cancellationToken);
            }
            else
            {
                await Leftovers.ClearAsync(folder.Data, progress, cancellationToken);
            }
            var running = await RunningPostmaster.StartAsync(
                account, folder, binaries, options, options.Port, progress, cancellationToken);
            return new EmbeddedPostgres(exclusive, account, folder, binaries, options, running, password);
        }
        catch
        {
            exclusive.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Starts PostgreSQL again on the same port after it ended by itself, such as by <c>kill -9</c>; it recovers from
    /// its log.
    /// </summary>
    /// <exception cref="EmbeddedPostgresException">It does not start; the message says why.</exception>
    public async Task RestartAsync(IProgress<string>? progress, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_stopped, this);
        await _supervisor.WaitForExitAsync(cancellationToken);
        await Leftovers.ClearAsync(_folder.Data, progress, cancellationToken);
        var running = await RunningPostmaster.StartAsync(
            _account, _folder, _binaries, _options, Port, progress, cancellationToken);
        _supervisor.Dispose();
        _supervisor = running.Supervisor;
    }

    /// <summary>
    /// Stops PostgreSQL cleanly: connections are cut, everything is written. Harmless when it has already stopped.
    /// </summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_stopped) return;
        _supervisor.RequestStop();
        using (var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken))
        {
            limit.CancelAfter(s_patience);
            try
            {
                await _supervisor.WaitForExitAsync(limit.Token);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                // Too slow to write everything: it will recover from its log at the next start, and loses nothing by
                // it.
                await Signal.SendAsync("QUIT", ProcessId, cancellationToken);
                await _supervisor.WaitForExitAsync(cancellationToken);
            }
        }
        _stopped = true;
        if (_options.Ephemeral) _folder.Delete();
        _lock.Dispose();
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await StopAsync(CancellationToken.None);
        _supervisor.Dispose();
    }

    /// <inheritdoc />
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"PostgreSQL {Version} on 127.0.0.1:{Port}");
}
