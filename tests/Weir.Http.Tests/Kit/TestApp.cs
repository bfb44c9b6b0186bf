using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Weir.Core.Deployment;
using Weir.Core.Errors;
using Weir.Data;
using Weir.Data.Engine;
using Weir.Http.Authentication;
using Weir.Http.Bodies;
using Weir.Http.Callers;
using Weir.Http.Limits;
using Weir.Http.Problems;
using Weir.Http.Requests;
using Weir.Proofs.Tokens;

namespace Weir.Http.Tests.Kit;

/// <summary>
/// A real server with the shared HTTP surface, a few routes that stand for everybody's, and a project with real keys.
/// </summary>
internal sealed class TestApp : IAsyncDisposable
{
    /// <summary>A server where nothing listens: most of this surface needs no database.</summary>
    private const string NoDatabase =
        "Host=127.0.0.1;Port=1;Username=weir_app;Password=x;Database=none;Timeout=2";

    private readonly WebApplication _app;

    private TestApp(WebApplication app, JwksServer jwks, ForgeWorld world, ManualTime time, LogLines logs)
    {
        _app = app;
        Jwks = jwks;
        World = world;
        Time = time;
        Logs = logs;
        Http = new HttpClient { BaseAddress = Url };
    }

    public JwksServer Jwks { get; }

    public ForgeWorld World { get; }

    public ManualTime Time { get; }

    public LogLines Logs { get; }

    public HttpClient Http { get; }

    public Uri Url => new(_app.Urls.Single());

    public IServiceProvider Services => _app.Services;

    public SigningKeys SigningKeys => _app.Services.GetRequiredService<SigningKeys>();

    public static async Task<TestApp> StartAsync(
        Action<WeirHttpOptions>? configure = null, Action<WebApplication>? map = null, string database = NoDatabase,
        EngineOptions? engine = null)
    {
        var jwks = await JwksServer.StartAsync();
        var time = new ManualTime(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
        var world = new ForgeWorld(jwks.Issuer, time.GetUtcNow());
        jwks.Json = world.JwksJson;
        var options = new WeirHttpOptions
        {
            Mode = WeirMode.Development,
            SupabaseUrl = jwks.Url,
            UserRequestsPerMinute = 0,
            AddressRequestsPerMinute = 0,
        };
        configure?.Invoke(options);

        var logs = new LogLines();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders().AddProvider(logs).SetMinimumLevel(LogLevel.Trace);
        builder.Services.AddSingleton<TimeProvider>(time);
        if (engine is not null) builder.Services.AddWeirEngine(engine); // the first registration stands
        builder.Services.AddWeirData(
            new WeirDataOptions { ConnectionString = database, Mode = WeirMode.Development, MinPoolSize = 0 });
        builder.Services.AddWeirHttp(options);
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        app.UseWeirHttp();
        MapRoutes(app);
        map?.Invoke(app);
        await app.StartAsync();
        return new TestApp(app, jwks, world, time, logs);
    }

    public async Task<HttpResponseMessage> GetAsync(string path, string? token = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (token is not null) request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + token);
        return await Http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.DisposeAsync();
        await Jwks.DisposeAsync();
    }

    private static void MapRoutes(WebApplication app)
    {
        app.MapGet("/open", () => "open");
        app.MapGet("/messages", () => "taken").ForProviderMessages();
        app.MapGet("/healthz", () => "ok");
        app.MapGet("/me", (HttpContext context) => Results.Json(Caller.From(context.User))).RequireAuthorization();
        app.MapGet("/admin", () => "admin")
            .RequireAuthorization(policy => policy.RequireClaim(Caller.IsAdminClaim, "true"));
        app.MapPost("/echo", async (HttpContext context, CancellationToken cancellationToken) =>
        {
            using var body = await JsonBody.ReadAsync(context, cancellationToken);
            return body.Error is { } error
                ? new WeirErrorResult(error)
                : Results.Text(body.Document!.RootElement.GetRawText(), "application/json");
        }).WithBodyLimit(256 * 1024);
        app.MapPost("/large", async (HttpContext context, CancellationToken cancellationToken) =>
        {
            using var body = await JsonBody.ReadAsync(context, 8 * 1024 * 1024, cancellationToken);
            return body.Error is { } error
                ? new WeirErrorResult(error)
                : Results.Json(new { members = body.Document!.RootElement.EnumerateObject().Count() });
        });
        app.MapPost("/key", (HttpContext context) => IdempotencyKey.TryRead(context, out var key, out var error)
            ? Results.Json(new { key })
            : new WeirErrorResult(error!));
        app.MapGet("/throw/{kind}", IResult (string kind, HttpContext context) => throw (kind switch
        {
            "store" => new StoreUnavailableException(Canary.Text),
            "overloaded" => new OverloadedException(Canary.Text),
            "bad" => new BadHttpRequestException(Canary.Text, 400),
            "large" => new BadHttpRequestException(Canary.Text, 413),
            _ => new InvalidOperationException(Canary.Text, new FormatException(Canary.Text)),
        }));
        app.MapGet("/half", async (HttpContext context) =>
        {
            await context.Response.WriteAsync("half");
            await context.Response.Body.FlushAsync();
            throw new InvalidOperationException(Canary.Text);
        });
        app.MapGet("/slow", async (CancellationToken cancellationToken) =>
        {
            await Task.Delay(TimeSpan.FromMinutes(1), cancellationToken);
            return "slow";
        });
        app.MapGet("/denied", () =>
            new WeirErrorResult(new WeirError(ErrorCode.FeatureNotEntitled, "Not in this plan.")));
    }
}
