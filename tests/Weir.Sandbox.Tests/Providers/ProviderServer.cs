using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;
using Weir.Core.Deployment;
using Weir.Sandbox.Providers;

namespace Weir.Sandbox.Tests.Providers;

/// <summary>The stand-ins on Kestrel, on a port of their own, without waits.</summary>
public sealed class ProviderServer : IAsyncDisposable
{
    public const string Key = SandboxProviderOptions.DefaultOpenAiKey;
    private readonly WebApplication _app;

    private ProviderServer(WebApplication app)
    {
        _app = app;
        Client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
        Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Key);
    }

    public HttpClient Client { get; }

    public string Url => _app.Urls.Single();

    public static async Task<ProviderServer> StartAsync(Action<SandboxProviderOptions>? configure = null)
    {
        var options = new SandboxProviderOptions
        {
            Mode = WeirMode.Development,
            FirstByteDelay = TimeSpan.Zero,
            DeltaPace = TimeSpan.Zero,
        };
        configure?.Invoke(options);
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseSetting("urls", "http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddSandboxProviders(options);
        var app = builder.Build();
        app.MapSandboxProviders();
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new ProviderServer(app);
    }

    public Task<HttpResponseMessage> PostAsync(object body, CancellationToken cancellationToken = default) =>
        PostJsonAsync(JsonSerializer.Serialize(body), cancellationToken);

    public async Task<HttpResponseMessage> PostJsonAsync(string json, CancellationToken cancellationToken = default)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, SandboxProviderOptions.OpenAiPath + "/responses")
        {
            Content = new StringContent(json, Encoding.UTF8, "application/json"),
        };
        return await Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
    }

    /// <summary>A call that must succeed, as JSON.</summary>
    public async Task<JsonElement> AnswerAsync(object body)
    {
        using var response = await PostAsync(body, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        ((int)response.StatusCode).ShouldBe(200, text);
        return JsonElement.Parse(text);
    }

    /// <summary>A streamed call that must succeed, as its events.</summary>
    public async Task<List<SseEvent>> StreamAsync(object body)
    {
        using var response = await PostAsync(body, TestContext.Current.CancellationToken);
        ((int)response.StatusCode).ShouldBe(200);
        return await SseEvent.ReadAllAsync(response);
    }

    public async Task<HttpResponseMessage> ScriptAsync(string json)
    {
        using var content = new StringContent(json, Encoding.UTF8, "application/json");
        return await Client.PostAsync(
            new Uri("/sandbox/providers/openai/script", UriKind.Relative), content, TestContext.Current.CancellationToken);
    }

    /// <summary>A script that must be accepted.</summary>
    public async Task ActOutAsync(string fault)
    {
        using var response = await ScriptAsync($"{{\"faults\":[{fault}]}}");
        ((int)response.StatusCode).ShouldBe(200, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    public async Task<List<JsonElement>> CallsAsync()
    {
        var text = await Client.GetStringAsync(
            new Uri("/sandbox/providers/openai/calls", UriKind.Relative), TestContext.Current.CancellationToken);
        return [.. JsonElement.Parse(text).GetProperty("data").EnumerateArray()];
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
    }
}
