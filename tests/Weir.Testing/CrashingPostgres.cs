using System.Diagnostics;
using Weir.Sandbox.Postgres;
using Weir.Testing;

namespace Weir.Proofs.Races;

/// <summary>A throw-away PostgreSQL that flushes what it commits, and may be killed.</summary>
internal sealed class RaceServer : IAsyncDisposable
{
    private readonly EmbeddedPostgres _postgres;
    private readonly DirectoryInfo _folder;

    private RaceServer(EmbeddedPostgres postgres, DirectoryInfo folder)
    {
        _postgres = postgres;
        _folder = folder;
    }

    public static async Task<RaceServer> StartAsync(CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("weir-race-pg-");
        var postgres = await EmbeddedPostgres.StartAsync(
            new EmbeddedPostgresOptions
            {
                StateDirectory = folder.FullName,
                Ephemeral = true,
                MaxConnections = 200,
                Settings = new Dictionary<string, string> { ["fsync"] = "on", ["synchronous_commit"] = "on" },
            },
            null, cancellationToken);
        return new RaceServer(postgres, folder);
    }

    /// <summary>Of the superuser.</summary>
    public string ConnectionString => _postgres.ConnectionString;

    /// <summary><c>kill -9</c> of the postmaster, and another start: it recovers from its log.</summary>
    public async Task CrashAsync(CancellationToken cancellationToken)
    {
        using (var postmaster = Process.GetProcessById(_postgres.ProcessId)) postmaster.Kill();
        await _postgres.RestartAsync(null, cancellationToken);
        (await TestPostgres.GetAsync(cancellationToken)).Clear(); // pooled connections lead nowhere
    }

    public async ValueTask DisposeAsync()
    {
        await _postgres.DisposeAsync();
        // It deletes its data, and with them mostly the folder.
        if (Directory.Exists(_folder.FullName)) _folder.Delete(recursive: true);
    }
}
