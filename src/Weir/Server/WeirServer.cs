using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Weir.Api;
using Weir.Billing;
using Weir.Billing.Processing;
using Weir.Core.Deployment;
using Weir.Data;
using Weir.Gateway;
using Weir.Gateway.Providers.OpenAi;
using Weir.Http;
using Weir.Sandbox.Auth;
using Weir.Sandbox.Billing;
using Weir.Sandbox.Providers;

namespace Weir.Server;

/// <summary>The one place where the server is put together.</summary>
internal static class WeirServer
{
    private const int MaxConnections = 10_000;
    private const int DefaultRequestsPerMinute = 600;

    // Longer than the gateway gives calls in flight, so that it, not the host, decides how they end.
    private static readonly TimeSpan s_shutdown = TimeSpan.FromSeconds(30);

    public static WebApplication Build(ServerSettings settings)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions
        {
            ApplicationName = "weir",
            EnvironmentName = settings.Mode == WeirMode.Production ? Environments.Production : Environments.Development,
        });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => Listen(kestrel, settings));
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = s_shutdown);
        builder.Services.AddRouting();
        ServerLogging.Add(builder.Logging, settings.JsonLogs);
        AddSlices(builder.Services, settings);

        var app = builder.Build();
        app.UseWeirHttp();
        app.MapWeirGateway();
        app.MapWeirBilling();
        app.MapWeirApi();
        if (settings.SandboxAuth is not null) app.MapSandboxAuth();
        if (settings.SandboxProviders is not null) app.MapSandboxProviders();
        if (settings.SandboxBilling is not null) app.MapSandboxBilling();
        return app;
    }

    private static void AddSlices(IServiceCollection services, ServerSettings settings)
    {
        services.AddWeirData(new WeirDataOptions
        {
            ConnectionString = settings.Database,
            DirectConnectionString = settings.DatabaseDirect,
            Mode = settings.Mode,
        });
        services.AddHostedService<Housekeeping>();
        services.AddWeirHttp(HttpOptions(settings));
        services.AddWeirGateway(new GatewayOptions
        {
            OpenAi = new OpenAiOptions { BaseUrl = settings.OpenAiBaseUrl, ApiKey = settings.OpenAiApiKey },
        });
        services.AddWeirBilling(settings.Billing);
        if (settings.Billing.IsUsed)
            services.AddBillingProcessing(new(settings.Billing.Mode, settings.Mode, settings.Billing.PastDueGrace));
        services.AddWeirApi(new WeirApiOptions());
        if (settings.SandboxAuth is { } auth)
        {
            services.AddSandboxAuth(auth);
            services.AddSingleton<ICorsPolicyProvider, LocalCors>();
        }
        if (settings.SandboxProviders is { } providers) services.AddSandboxProviders(providers);
        if (settings.SandboxBilling is { } billing) services.AddSandboxBilling(billing);
    }

    private static WeirHttpOptions HttpOptions(ServerSettings settings)
    {
        var perMinute = settings.RateLimitPerMinute ?? DefaultRequestsPerMinute;
        return new WeirHttpOptions
        {
            Mode = settings.Mode,
            SupabaseUrl = settings.SupabaseUrl,
            SharedSecret = settings.SupabaseJwtSecret,
            AdminKey = settings.AdminKey,
            CorsOrigins = settings.CorsOrigins,
            UserRequestsPerMinute = perMinute,
            UserBurst = Math.Max(perMinute, 1),
        };
    }

    private static void Listen(KestrelServerOptions kestrel, ServerSettings settings)
    {
        void AsHttp1(ListenOptions listen) => listen.Protocols = HttpProtocols.Http1;
        if (settings.IsPublic) kestrel.ListenAnyIP(settings.Port, AsHttp1);
        else kestrel.ListenLocalhost(settings.Port, AsHttp1);
        kestrel.Limits.MaxConcurrentConnections = MaxConnections;
        kestrel.Limits.MaxConcurrentUpgradedConnections = MaxConnections;
    }
}
