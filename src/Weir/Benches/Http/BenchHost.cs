using Weir.Benches.Children;
using Weir.Core.Deployment;
using Weir.Http;
using Weir.Http.Limits;
using Weir.Server;

namespace Weir.Benches.Http;

/// <summary>
/// The server, with one route more and all others less. Request ids, problems, routing, CORS, JWT verification (ES256
/// against a key set that is fetched over HTTP), rate limit and authorization are the product's, in its order, and so
/// are body reading, the customer's snapshot and the engine. The route reserves and settles, and calls no provider.
/// </summary>
internal static class BenchHost
{
    // The hot shape is one user. The limiter stays in the way of every request; it only never says no.
    private const int RequestsPerMinute = 1_000_000;
    private const int MaxConnections = 10_000;

    public static async Task<WebApplication> StartAsync(ChildSettings settings, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions
        {
            ApplicationName = "weir",
            EnvironmentName = Environments.Development,
        });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.ListenLocalhostOnAnyPort();
            kestrel.Limits.MaxConcurrentConnections = MaxConnections;
        });
        builder.Services.AddRouting();
        ServerLogging.Add(builder.Logging, json: true);
        settings.AddEngine(builder.Services);
        builder.Services.AddHostedService<Housekeeping>();
        builder.Services.AddWeirHttp(new WeirHttpOptions
        {
            Mode = WeirMode.Development,
            SupabaseUrl = settings.SupabaseUrl,
            UserRequestsPerMinute = RequestsPerMinute,
            UserBurst = RequestsPerMinute,
        });
        var app = builder.Build();
        app.UseWeirHttp();
        app.MapPost(BenchRoute.Path, BenchRoute.HandleAsync).RequireAuthorization().WithAdmission();
        await app.StartAsync(cancellationToken);
        return app;
    }
}
