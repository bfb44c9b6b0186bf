using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Weir.Core.Catalog;
using Weir.Core.Deployment;
using Weir.Data;
using Weir.Data.Catalogs;
using Weir.Gateway.Providers.OpenAi;
using Weir.Gateway.Tests.Loopback;
using Weir.Http;
using Weir.Testing;

namespace Weir.Gateway.Tests.Live;

/// <summary>The gateway on Kestrel over a database of its own, and a scripted socket for its provider.</summary>
internal sealed class LiveGateway : IAsyncDisposable
{
    public const string ApiKey = "sk-zqkey-canary";

    private readonly WebApplication _app;

    private LiveGateway(WebApplication app, TestDatabase database, LoopbackServer provider, LogLines logs)
    {
        (_app, Database, Provider, Logs) = (app, database, provider, logs);
        Url = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
    }

    public TestDatabase Database { get; }

    public LoopbackServer Provider { get; }

    public LogLines Logs { get; }

    public Uri Url { get; }

    public IServiceProvider Services => _app.Services;

    public static async Task<LiveGateway> StartAsync(
        LoopbackServer provider, AppCatalog? catalog = null, Action<GatewayOptions>? configure = null, int maxPoolSize = 20)
    {
        var database = await TestDatabase.CreateAsync(TestContext.Current.CancellationToken);
        await new CatalogStore(database.Owner, TimeProvider.System).ApplyAsync(
            catalog ?? TestCatalog.Of(), false, false, TestContext.Current.CancellationToken);
        var options = new GatewayOptions
        {
            OpenAi = new OpenAiOptions { BaseUrl = provider.Url, ApiKey = ApiKey },
            SettlePatience = TimeSpan.FromMilliseconds(300),
        };
        configure?.Invoke(options);

        var logs = new LogLines();
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseKestrel().UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders().SetMinimumLevel(LogLevel.Trace).AddProvider(logs);
        builder.Services.AddWeirData(new WeirDataOptions
        {
            ConnectionString = database.AppConnectionString,
            Mode = WeirMode.Development,
            MaxPoolSize = maxPoolSize,
            MinPoolSize = 0,
        });
        builder.Services.AddWeirHttp(new WeirHttpOptions
        {
            Mode = WeirMode.Development,
            SupabaseUrl = new Uri("http://127.0.0.1:1"),
            UserRequestsPerMinute = 0,
            AddressRequestsPerMinute = 0,
        });
        builder.Services.AddAuthentication(TestUserHandler.SchemeName)
            .AddScheme<AuthenticationSchemeOptions, TestUserHandler>(TestUserHandler.SchemeName, null);
        builder.Services.AddWeirGateway(options);
        var app = builder.Build();
        app.UseWeirHttp();
        app.MapWeirGateway();
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new LiveGateway(app, database, provider, logs);
    }

    /// <summary>A fresh user's client.</summary>
    public LiveUser NewUser() => new(this, Guid.CreateVersion7());

    public Task StopAsync() => _app.StopAsync(CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await Provider.DisposeAsync();
        await _app.StopAsync();
        await _app.DisposeAsync();
        await Database.DisposeAsync();
    }
}
