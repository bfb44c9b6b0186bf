using Npgsql;
using Weir.Data.Engine;

namespace Weir.Data;

/// <summary>
/// The server's connections as <c>weir_app</c>: <see cref="App"/> may go through a transaction pooler,
/// <see cref="Direct"/> serves LISTEN and is null when only a pooler is configured.
/// </summary>
public sealed class WeirDatabase : IAsyncDisposable
{
    private WeirDatabase(NpgsqlDataSource app, NpgsqlDataSource? direct)
    {
        App = app;
        Direct = direct;
    }

    /// <summary>Builds both, with the types of the engine: a data source that lacks them cannot get in here.</summary>
    internal static WeirDatabase Open(NpgsqlDataSourceBuilder app, NpgsqlDataSourceBuilder? direct) =>
        new(UsageDetails.Map(app).Build(), direct is null ? null : UsageDetails.Map(direct).Build());

    /// <summary>With the driver's defaults, and the types of the engine.</summary>
    /// <param name="app">Connection as <c>weir_app</c>.</param>
    /// <param name="direct">The same for LISTEN; null for none.</param>
    public static WeirDatabase Open(string app, string? direct = null) =>
        Open(Builder(app), direct is null ? null : Builder(direct));

    public NpgsqlDataSource App { get; }

    public NpgsqlDataSource? Direct { get; }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync().ConfigureAwait(false);
        if (Direct is not null) await Direct.DisposeAsync().ConfigureAwait(false);
    }

    private static NpgsqlDataSourceBuilder Builder(string connectionString) =>
        new(connectionString) { ConnectionStringBuilder = { MaxAutoPrepare = 20 } };
}
