using Weir.Sandbox.Postgres;

namespace Weir.Sandbox.Tests.Postgres;

/// <summary>A lasting cluster that the tests of a class share, since they only look at it.</summary>
public sealed class SettingsCluster : IAsyncLifetime
{
    private readonly TestCluster _cluster = new();

    public EmbeddedPostgres Postgres { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Postgres = await _cluster.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await Postgres.DisposeAsync();
        _cluster.Dispose();
    }
}
