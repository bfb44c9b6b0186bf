using Npgsql;

namespace Weir.Data;

/// <summary>
/// The server's connections as <c>weir_app</c>: <see cref="App"/> may go through a transaction pooler,
/// <see cref="Direct"/> serves LISTEN and is null when only a pooler is configured.
/// </summary>
public sealed class WeirDatabase : IAsyncDisposable
{
    public WeirDatabase(NpgsqlDataSource app, NpgsqlDataSource? direct)
    {
        App = app;
        Direct = direct;
    }

    public NpgsqlDataSource App { get; }

    public NpgsqlDataSource? Direct { get; }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync().ConfigureAwait(false);
        if (Direct is not null) await Direct.DisposeAsync().ConfigureAwait(false);
    }
}
