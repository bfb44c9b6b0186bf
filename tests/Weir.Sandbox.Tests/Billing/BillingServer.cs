using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Weir.Core.Deployment;
using Weir.Sandbox.Billing;

namespace Weir.Sandbox.Tests.Billing;

/// <summary>The payment providers' stand-ins on Kestrel, with a seller who takes down every webhook.</summary>
public sealed class BillingServer : IAsyncDisposable
{
    public const string Monthly = "price_monthly";
    public const string Yearly = "price_yearly";
    public const string Variant = "101";
    public const string OtherVariant = "102";
    public const string StripeSecret = "whsec_sandbox_test";
    public const string LemonSecret = "sandbox-secret";
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(40);
    private readonly WebApplication _app;
    private readonly Channel<ReceivedWebhook> _received;
    private readonly ConcurrentQueue<int> _answers;

    private BillingServer(WebApplication app, Channel<ReceivedWebhook> received, ConcurrentQueue<int> answers)
    {
        _app = app;
        _received = received;
        _answers = answers;
        var handler = new HttpClientHandler { AllowAutoRedirect = false };
        Client = new HttpClient(handler) { BaseAddress = new Uri(app.Urls.Single()) };
    }

    public HttpClient Client { get; }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<BillingServer> StartAsync(Action<SandboxBillingOptions>? configure = null)
    {
        var received = Channel.CreateUnbounded<ReceivedWebhook>();
        var answers = new ConcurrentQueue<int>();
        var port = FreePort();
        var options = new SandboxBillingOptions
        {
            Mode = WeirMode.Development,
            Url = $"http://127.0.0.1:{port}",
            StripeWebhookSecret = StripeSecret,
            LemonSqueezyWebhookSecret = LemonSecret,
            StripePrices =
            [
                new SandboxPrice(Monthly, "Managed AI"),
                new SandboxPrice(Yearly, "Managed AI, by the year") { AmountMinor = 9_000, PeriodMonths = 12 },
            ],
            LemonSqueezyVariants =
            [
                new SandboxPrice(Variant, "Managed AI") { HasLicenseKeys = true, ActivationLimit = 2 },
                new SandboxPrice(OtherVariant, "Managed AI Plus") { AmountMinor = 1_900, TrialDays = 7 },
            ],
        };
        configure?.Invoke(options);
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseSetting("urls", options.Url);
        builder.Logging.ClearProviders();
        builder.Services.AddSandboxBilling(options);
        var app = builder.Build();
        app.MapSandboxBilling();
        app.MapPost("/v1/billing/{provider}/webhook", async (HttpContext context) =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body, context.RequestAborted);
            var headers = context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString());
            received.Writer.TryWrite(new ReceivedWebhook(body.ToArray(), headers));
            return Results.StatusCode(answers.TryDequeue(out var status) ? status : 200);
        });
        await app.StartAsync(Cancel);
        return new BillingServer(app, received, answers);
    }

    /// <summary>The next webhooks are answered so.</summary>
    public void AnswerWebhooksWith(params int[] statuses)
    {
        foreach (var status in statuses) _answers.Enqueue(status);
    }

    /// <summary>The next so many webhooks, in order of arrival.</summary>
    public async Task<List<ReceivedWebhook>> ReceiveAsync(int count)
    {
        var webhooks = new List<ReceivedWebhook>();
        while (webhooks.Count < count) webhooks.Add(await NextAsync());
        return webhooks;
    }

    private Task<ReceivedWebhook> NextAsync() => _received.Reader.ReadAsync(Cancel).AsTask().WaitAsync(s_patience, Cancel);

    /// <summary>Webhooks up to and with the first that fits.</summary>
    public async Task<List<ReceivedWebhook>> ReceiveUntilAsync(Predicate<ReceivedWebhook> isLast)
    {
        var webhooks = new List<ReceivedWebhook>();
        do webhooks.Add(await NextAsync());
        while (!isLast(webhooks[^1]));
        return webhooks;
    }

    /// <summary>A call of the Stripe stand-in, with the right key unless told otherwise.</summary>
    public async Task<(int Status, JsonElement Body, HttpResponseHeaders Headers)> StripeAsync(
        string method, string path, Dictionary<string, string>? form = null, string? idempotencyKey = null,
        string? key = SandboxBillingOptions.DefaultStripeKey)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), SandboxBillingOptions.StripePath + path);
        if (form is not null) request.Content = new FormUrlEncodedContent(form);
        if (key is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        if (idempotencyKey is not null) request.Headers.Add("Idempotency-Key", idempotencyKey);
        using var response = await Client.SendAsync(request, Cancel);
        var text = await response.Content.ReadAsStringAsync(Cancel);
        return ((int)response.StatusCode, JsonElement.Parse(text), response.Headers);
    }

    /// <summary>A call of the Lemon Squeezy stand-in, with the right key unless told otherwise.</summary>
    public async Task<(int Status, JsonElement Body)> LemonAsync(
        string method, string path, object? body = null, string? key = SandboxBillingOptions.DefaultLemonSqueezyKey)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), SandboxBillingOptions.LemonSqueezyPath + path);
        if (body is not null)
            request.Content = new StringContent(JsonSerializer.Serialize(body), Encoding.UTF8, "application/vnd.api+json");
        if (key is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        using var response = await Client.SendAsync(request, Cancel);
        var text = await response.Content.ReadAsStringAsync(Cancel);
        return ((int)response.StatusCode, text.Length == 0 ? default : JsonElement.Parse(text));
    }

    /// <summary>A call that steers the sandbox and must be accepted.</summary>
    public async Task<JsonElement> SteerAsync(string path, object body)
    {
        using var content = new StringContent(JsonSerializer.Serialize(body), Encoding.UTF8, "application/json");
        using var response = await Client.PostAsync(new Uri("/sandbox" + path, UriKind.Relative), content, Cancel);
        var text = await response.Content.ReadAsStringAsync(Cancel);
        ((int)response.StatusCode).ShouldBe(200, text);
        return JsonElement.Parse(text);
    }

    public Task<JsonElement> AdvanceAsync(string provider, TimeSpan by) =>
        SteerAsync($"/billing/{provider}/advance", new { seconds = (long)by.TotalSeconds });

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
    }

    /// <summary>The address must be known before the server starts: it stands in the pages' links.</summary>
    private static int FreePort()
    {
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        return ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
    }
}
