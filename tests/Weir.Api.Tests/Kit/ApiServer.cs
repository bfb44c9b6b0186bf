using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Weir.Core.Deployment;
using Weir.Data;
using Weir.Data.Admin;
using Weir.Data.Keys;
using Weir.Http;

namespace Weir.Api.Tests.Kit;

/// <summary>The control plane on Kestrel, composed as the host does it.</summary>
internal sealed class ApiServer : IAsyncDisposable
{
    /// <summary>A server where nothing listens.</summary>
    public const string NoDatabase = "Host=127.0.0.1;Port=1;Username=weir_app;Password=x;Database=none;Timeout=2";

    public const string AdminKey = "wa_b81c6e0f9a2d4457a3c9d21e77f0584cc1d6e0a94b3f2871";

    private readonly WebApplication _app;

    private ApiServer(WebApplication app, Project project)
    {
        _app = app;
        Project = project;
        Http = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
    }

    public Project Project { get; }

    /// <summary>A client without a token.</summary>
    public HttpClient Http { get; }

    public IServiceProvider Services => _app.Services;

    public IReadOnlyList<Microsoft.AspNetCore.Routing.RouteEndpoint> Endpoints =>
        [.. Services.GetRequiredService<IEnumerable<Microsoft.AspNetCore.Routing.EndpointDataSource>>()
            .SelectMany(s => s.Endpoints).OfType<Microsoft.AspNetCore.Routing.RouteEndpoint>()];

    public static async Task<ApiServer> StartAsync(
        string connectionString, WeirMode mode = WeirMode.Development, Action<WebApplication>? map = null)
    {
        var project = await Project.StartAsync();
        var builder = WebApplication.CreateEmptyBuilder(
            new WebApplicationOptions { ApplicationName = "weir-api-tests" });
        builder.WebHost.UseKestrelCore();
        builder.Logging.ClearProviders();
        builder.Services.AddRouting();
        builder.Services.AddWeirData(new WeirDataOptions
        {
            ConnectionString = connectionString,
            Mode = mode,
            // A machine that runs every test at once is slower than any outage should be.
            ConnectTimeout = TimeSpan.FromSeconds(30),
        });
        builder.Services.AddWeirHttp(new WeirHttpOptions
        {
            Mode = WeirMode.Development, SupabaseUrl = project.Url, AdminKey = AdminKey, UserRequestsPerMinute = 0,
            AddressRequestsPerMinute = 0,
        });
        builder.Services.AddWeirApi(new WeirApiOptions { ReadinessMaxAge = TimeSpan.Zero });
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        app.UseWeirHttp();
        app.MapWeirApi();
        map?.Invoke(app);
        await app.StartAsync();
        return new ApiServer(app, project);
    }

    /// <summary>A client that calls as a user.</summary>
    public HttpClient As(Guid user, bool isAnonymous = false) => With(Project.TokenFor(user, isAnonymous: isAnonymous));

    /// <summary>A client with this token or key.</summary>
    public HttpClient With(string bearer)
    {
        var http = new HttpClient { BaseAddress = Http.BaseAddress };
        http.DefaultRequestHeaders.Authorization = new("Bearer", bearer);
        return http;
    }

    /// <summary>A new service key's text.</summary>
    public async Task<string> NewKeyAsync(params IReadOnlyList<string> scopes)
    {
        var made = await Services.GetRequiredService<ServiceKeyStore>().CreateAsync(
            Guid.CreateVersion7(), new NewServiceKey("test", scopes, null), ChangeOrigin.CommandLine,
            TestContext.Current.CancellationToken);
        Services.GetRequiredService<ServiceKeyCache>().Drop();
        return made.Text!;
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.DisposeAsync();
        await Project.DisposeAsync();
    }
}
