using Npgsql;
using Weir.Sandbox.Postgres;

namespace Weir.Sandbox.Tests.Postgres;

/// <summary>A lasting cluster in a folder of its own, for tests that start it more than once.</summary>
internal sealed class TestCluster : IDisposable
{
    private readonly string _root = ClusterFolders.New();

    public TestCluster() => State = Path.Combine(_root, "state");

    public string State { get; private init; }

    public string Data => Path.Combine(Home, "data");

    public string Home => File.ReadAllText(Path.Combine(State, "location"));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>One below a folder that only its owner may enter.</summary>
    public static TestCluster InClosedFolder()
    {
        var cluster = new TestCluster();
        Directory.CreateDirectory(
            cluster._root, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return cluster;
    }

    public Task<EmbeddedPostgres> StartAsync(int port = 0, string? bin = null, IProgress<string>? progress = null) =>
        EmbeddedPostgres.StartAsync(
            new EmbeddedPostgresOptions { StateDirectory = State, Port = port, BinDirectory = bin }, progress, Token);

    /// <summary>Starts it, writes one row, stops it.</summary>
    public async Task MakeAsync()
    {
        await using var postgres = await StartAsync();
        await using var source = NpgsqlDataSource.Create(postgres.ConnectionString);
        await source.ExecuteAsync("create table kept as select 42 as answer", Token);
    }

    /// <summary>Starts it again and expects the row of <see cref="MakeAsync"/>.</summary>
    public async Task ShouldStillHoldItsRowAsync(IProgress<string>? progress = null)
    {
        await using var postgres = await StartAsync(progress: progress);
        await using var source = NpgsqlDataSource.Create(postgres.ConnectionString);
        (await source.ScalarAsync<int>("select answer from kept", Token)).ShouldBe(42);
    }

    public void Dispose()
    {
        var location = Path.Combine(State, "location");
        if (File.Exists(location) && Directory.Exists(Home)) Directory.Delete(Home, recursive: true);
        if (Directory.Exists(_root)) Directory.Delete(_root, recursive: true);
    }
}
