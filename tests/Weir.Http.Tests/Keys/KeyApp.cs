using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Weir.Core.Keys;
using Weir.Data.Admin;
using Weir.Data.Keys;
using Weir.Http.Authorization;
using Weir.Http.Callers;
using Weir.Http.Tests.Kit;
using Weir.Testing;

namespace Weir.Http.Tests.Keys;

/// <summary>A server on a database of its own, with a route behind each kind of policy.</summary>
internal sealed class KeyApp : IAsyncDisposable
{
    public const string AdminKey = "wa_b81c6e0f9a2d4457a3c9d21e77f0584cc1d6e0a94b3f2871";

    private KeyApp(TestDatabase database, TestApp app)
    {
        Database = database;
        App = app;
    }

    public TestDatabase Database { get; }

    public TestApp App { get; }

    public ServiceKeyStore Store => App.Services.GetRequiredService<ServiceKeyStore>();

    public static async Task<KeyApp> StartAsync(TestDatabase? database = null, Action<WeirHttpOptions>? configure = null)
    {
        database ??= await TestDatabase.CreateAsync(TestContext.Current.CancellationToken);
        var app = await TestApp.StartAsync(
            options =>
            {
                options.AdminKey = AdminKey;
                configure?.Invoke(options);
            },
            Map,
            database.AppConnectionString);
        return new KeyApp(database, app);
    }

    /// <summary>A new key's text and id.</summary>
    public async Task<(string Text, Guid Id)> CreateAsync(IReadOnlyList<string> scopes, TimeSpan? life = null)
    {
        var expiresAt = life is { } time ? App.Time.GetUtcNow() + time : (DateTimeOffset?)null;
        var made = await Store.CreateAsync(
            Guid.CreateVersion7(), new NewServiceKey("test", scopes, expiresAt), ChangeOrigin.CommandLine,
            TestContext.Current.CancellationToken);
        made.Outcome.ShouldBe(KeyCreationOutcome.Created);
        // After a second even a replica that heard nothing looks again.
        App.Time.Advance(TimeSpan.FromSeconds(1));
        return (made.Text!, made.Key!.KeyId);
    }

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        await Database.DisposeAsync();
    }

    private static void Map(WebApplication app)
    {
        foreach (var scope in Scope.All)
        {
            app.MapGet($"/needs/{scope}", (HttpContext context) => Results.Json(new
            {
                key = ServiceCaller.TryFrom(context.User)?.KeyId,
                actor = CallerActor.OriginOf(context).By.Kind.ToString(),
            })).RequireScope(scope);
        }
        app.MapGet("/key", (HttpContext context) => Results.Json(ServiceCaller.From(context.User)))
            .RequireScope(Scope.MeteringRead);
        app.MapGet("/either", (HttpContext context) => ServiceCaller.TryFrom(context.User) is null ? "user" : "key")
            .RequireUserOrScope(Scope.MeteringRead);
    }
}
