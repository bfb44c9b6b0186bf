using System.Diagnostics;
using Weir.Sandbox.Postgres;

namespace Weir.Testing;

/// <summary>A throw-away PostgreSQL that flushes what it commits, and may be killed.</summary>
public sealed class CrashingPostgres : IAsyncDisposable
{
    private readonly EmbeddedPostgres _postgres;
    private readonly DirectoryInfo _folder;

    private CrashingPostgres(EmbeddedPostgres postgres, DirectoryInfo folder)
    {
        _postgres = postgres;
        _folder = folder;
    }

    public static async Task<CrashingPostgres> StartAsync(CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("weir-crash-pg-");
        var postgres = await EmbeddedPostgres.StartAsync(
            new EmbeddedPostgresOptions
            {
                StateDirectory = folder.FullName,
                Ephemeral = true,
                MaxConnections = 200,
                Settings = new Dictionary<string, string> { ["fsync"] = "on", ["synchronous_commit"] = "on" },
            },
            null, cancellationToken);
        return new CrashingPostgres(postgres, folder);
    }

    /// <summary>Of the superuser.</summary>
    public string ConnectionString => _postgres.ConnectionString;

    public int Port => _postgres.Port;

    /// <summary>
    /// <c>kill -9</c> of the postmaster, and another start on the same port: it recovers from its log. Pooled connections of
    /// this process lead nowhere then.
    /// </summary>
    public async Task CrashAsync(CancellationToken cancellationToken)
    {
        using (var postmaster = Process.GetProcessById(_postgres.ProcessId)) postmaster.Kill();
        await _postgres.RestartAsync(null, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _postgres.DisposeAsync();
        // It deletes its data, and with them mostly the folder.
        if (Directory.Exists(_folder.FullName)) _folder.Delete(recursive: true);
    }
}
