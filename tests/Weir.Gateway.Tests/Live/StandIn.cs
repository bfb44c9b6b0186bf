using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Weir.Core.Deployment;
using Weir.Gateway.Providers.OpenAi;
using Weir.Sandbox.Providers;

namespace Weir.Gateway.Tests.Live;

/// <summary>The sandbox's provider, which is strict about requests, on an address of its own.</summary>
internal sealed class StandIn : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly HttpClient _http;

    private StandIn(WebApplication app)
    {
        _app = app;
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        _http = new HttpClient { BaseAddress = new Uri(address) };
    }

    public static async Task<StandIn> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseKestrel().UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddSandboxProviders(new SandboxProviderOptions
        {
            Mode = WeirMode.Development,
            FirstByteDelay = TimeSpan.Zero,
            DeltaPace = TimeSpan.Zero,
        });
        var app = builder.Build();
        app.MapSandboxProviders();
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new StandIn(app);
    }

    public void Use(GatewayOptions options) => options.OpenAi = new OpenAiOptions
    {
        BaseUrl = new Uri(_http.BaseAddress!, SandboxProviderOptions.OpenAiPath),
        ApiKey = SandboxProviderOptions.DefaultOpenAiKey,
    };

    public async Task ScriptAsync(params object[] faults)
    {
        using var response = await _http.PostAsJsonAsync(
            "/sandbox/providers/openai/script", new { faults }, TestContext.Current.CancellationToken);
        response.IsSuccessStatusCode.ShouldBeTrue(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>What it served, by its own count.</summary>
    public async Task<string> CallsAsync() =>
        (await _http.GetFromJsonAsync<JsonElement>("/sandbox/providers/openai/calls", TestContext.Current.CancellationToken)).GetRawText();

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _app.DisposeAsync();
    }
}
