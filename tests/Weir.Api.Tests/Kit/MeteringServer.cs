using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Weir.Core.Keys;
using Weir.Data.Accounts;
using Weir.Data.Admin;
using Weir.Data.Keys;
using Weir.Testing;

namespace Weir.Api.Tests.Kit;

/// <summary>A server with <see cref="MeteringCatalog"/> on a database of its own, its users and its service keys.</summary>
internal sealed class MeteringServer : IAsyncDisposable
{
    private MeteringServer(TestDatabase database, ApiServer server) => (Database, Server) = (database, server);

    public TestDatabase Database { get; }

    public ApiServer Server { get; }

    /// <param name="reroute">Changes the connection string of the server, such as to go through a proxy.</param>
    public static async Task<MeteringServer> StartAsync(Func<string, string>? reroute = null)
    {
        var database = await TestDatabase.CreateWithCatalogAsync(
            MeteringCatalog.Create(), TestContext.Current.CancellationToken);
        var connection = database.AppConnectionString;
        return new MeteringServer(database, await ApiServer.StartAsync(reroute?.Invoke(connection) ?? connection));
    }

    /// <summary>A user whose account is open.</summary>
    public async Task<(Guid Id, HttpClient Http)> NewUserAsync()
    {
        var id = Guid.CreateVersion7();
        var http = Server.As(id);
        await http.GetAsync("/v1/me", HttpStatusCode.OK);
        return (id, http);
    }

    /// <summary>A client with a key of its own; without scopes named, an app server's.</summary>
    public async Task<HttpClient> ServiceAsync(params string[] scopes)
    {
        var created = await new ServiceKeyStore(Database.App, TimeProvider.System).CreateAsync(
            Guid.CreateVersion7(), new NewServiceKey("test", scopes.Length == 0 ? Scope.Metering : scopes, null),
            ChangeOrigin.CommandLine, TestContext.Current.CancellationToken);
        // The server hears of it by itself, but not before the next line runs.
        Server.Services.GetRequiredService<ServiceKeyCache>().Drop();
        var http = new HttpClient { BaseAddress = Server.Http.BaseAddress };
        http.DefaultRequestHeaders.Authorization = new("Bearer", created.Text);
        return http;
    }

    /// <summary>Changes something behind the product's back, and makes the server forget what it had cached.</summary>
    public async Task RunAsync(string sql)
    {
        await Sql.RunAsync(Database.Superuser, sql, TestContext.Current.CancellationToken);
        Server.Services.GetRequiredService<SnapshotCache>().DropAll();
    }

    /// <summary>One value.</summary>
    public async Task<T> ReadAsync<T>(string sql)
    {
        await using var command = Database.Superuser.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
    }

    /// <summary>The product's own audit of holds, buckets and rollups.</summary>
    public async Task AuditAsync()
    {
        var violations = await Server.Services.GetRequiredService<Weir.Data.Audit.Auditor>()
            .CheckBooksAsync(TestContext.Current.CancellationToken);
        JsonSerializer.Serialize(violations).ShouldBe("[]");
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        await Database.DisposeAsync();
    }
}
