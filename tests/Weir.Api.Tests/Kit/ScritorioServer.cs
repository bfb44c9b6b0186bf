using Microsoft.Extensions.DependencyInjection;
using Weir.Api.Blueprints;
using Weir.Core.Deployment;
using Weir.Data.Catalogs;
using Weir.Testing;

namespace Weir.Api.Tests.Kit;

/// <summary>
/// A server on a database of its own, with the scritorio blueprint applied as <c>weir apply</c> does it.
/// </summary>
internal sealed class ScritorioServer : IAsyncDisposable
{
    private ScritorioServer(TestDatabase database, ApiServer server)
    {
        Database = database;
        Server = server;
    }

    public TestDatabase Database { get; }

    public ApiServer Server { get; }

    public static async Task<ScritorioServer> StartAsync(WeirMode mode = WeirMode.Development, bool apply = true)
    {
        var database = await TestDatabase.CreateAsync(TestContext.Current.CancellationToken);
        if (apply) await ApplyAsync(database);
        // Housekeeping does it for a server of its own.
        await Sql.RunAsync(database.Superuser, "select weir.ensure_usage_partitions(now(), 2)", TestContext.Current.CancellationToken);
        return new ScritorioServer(database, await ApiServer.StartAsync(database.AppConnectionString, mode));
    }

    public static async Task<IReadOnlyList<CatalogChange>> ApplyAsync(TestDatabase database) =>
        await new CatalogStore(database.Owner, TimeProvider.System).ApplyAsync(
            Blueprint.Load("scritorio").Catalog!, dryRun: false, moveSubscribers: false, TestContext.Current.CancellationToken);

    public HttpClient As(Guid user, bool isAnonymous = false) => Server.As(user, isAnonymous);

    /// <summary>Changes something behind the product's back, and makes the server forget what it had cached.</summary>
    public async Task RunAsync(string sql)
    {
        await using var command = Database.Superuser.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        Server.Services.GetRequiredService<Weir.Data.Accounts.SnapshotCache>().DropAll();
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        await Database.DisposeAsync();
    }
}
