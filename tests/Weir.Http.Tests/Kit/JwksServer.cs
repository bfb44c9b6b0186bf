using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Weir.Http.Tests.Kit;

/// <summary>A project's key endpoint on loopback; counts what it is asked and answers as told.</summary>
internal sealed class JwksServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private int _fetches;

    private JwksServer(WebApplication app) => _app = app;

    /// <summary>What it publishes.</summary>
    public string Json { get; set; } = """{"keys":[]}""";

    /// <summary>Answers instead, when set.</summary>
    public Func<HttpContext, Task>? Answer { get; set; }

    public int Fetches => Volatile.Read(ref _fetches);

    public Uri Url => new(_app.Urls.Single());

    public string Issuer => Url.AbsoluteUri + "auth/v1";

    public static async Task<JwksServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        var server = new JwksServer(app);
        app.MapGet("/auth/v1/.well-known/jwks.json", server.ServeAsync);
        app.MapGet("/elsewhere", () => server.Json);
        await app.StartAsync();
        return server;
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task ServeAsync(HttpContext context)
    {
        Interlocked.Increment(ref _fetches);
        if (Answer is { } answer)
        {
            await answer(context);
            return;
        }
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(Json, context.RequestAborted);
    }
}
