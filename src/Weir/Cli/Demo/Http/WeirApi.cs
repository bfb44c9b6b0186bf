using System.Net.Http.Headers;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Weir.Cli.Demo.Http;

/// <summary>The server as an app sees it: public HTTP and nothing else.</summary>
internal sealed class WeirApi : IDisposable
{
    private const string ResponsesPath = "/v1/ai/responses";
    private readonly HttpClient _http;
    private readonly string _anonKey;

    public WeirApi(Uri url, string anonKey)
    {
        Url = url;
        _anonKey = anonKey;
        _http = new HttpClient { BaseAddress = url, Timeout = TimeSpan.FromMinutes(6) };
    }

    /// <summary>JSON as the contract has it.</summary>
    public static JsonSerializerOptions Json { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public Uri Url { get; }

    /// <summary>Signs a user up, as supabase-js does, and calls as that user from then on.</summary>
    public async Task<DemoUser> SignUpAsync(string email, string password, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/auth/v1/signup")
        {
            Content = JsonContent.Create(new { email, password }),
        };
        request.Headers.Add("apikey", _anonKey);
        using var response = await SendAsync(request, cancellationToken);
        if (!response.IsSuccessStatusCode)
            throw new CommandFailedException($"Sign-up was refused with HTTP {(int)response.StatusCode}.");
        var session = await ReadAsync<SignUpSession>(response, cancellationToken);
        if (session.AccessToken is null || session.User is null)
            throw new CommandFailedException("Sign-up gave no session: this server wants e-mail addresses confirmed first.");
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", session.AccessToken);
        return new DemoUser(session.User.Id, email);
    }

    /// <summary>Codes of the features that the user may call.</summary>
    public async Task<IReadOnlyList<string>> FeaturesAsync(CancellationToken cancellationToken)
    {
        var list = await GetAsync<FeatureList>("/v1/ai/features", cancellationToken);
        return [.. list.Data.Select(feature => feature.Feature)];
    }

    public Task<Usage> UsageAsync(CancellationToken cancellationToken) => GetAsync<Usage>("/v1/ai/usage/me", cancellationToken);

    /// <summary>Has a chapter summarised, buffered: the answer, or the problem.</summary>
    public async Task<(Summary? Summary, Problem? Problem)> SummariseAsync(
        Chapter chapter, CancellationToken cancellationToken)
    {
        using var request = Call(chapter, stream: false);
        using var response = await SendAsync(request, cancellationToken);
        return response.IsSuccessStatusCode
            ? (await ReadAsync<Summary>(response, cancellationToken), null)
            : (null, await ReadProblemAsync(response, cancellationToken));
    }

    /// <summary>The same, streamed: events as they come, ended by <c>weir.completed</c> or <c>weir.error</c>.</summary>
    public async IAsyncEnumerable<(string Type, string Data)> StreamAsync(
        Chapter chapter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var request = Call(chapter, stream: true);
        using var response = await SendAsync(request, cancellationToken);
        if (!response.IsSuccessStatusCode) throw (await ReadProblemAsync(response, cancellationToken)).ToFailure();
        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        await foreach (var item in SseParser.Create(body).EnumerateAsync(cancellationToken))
            yield return (item.EventType, item.Data);
    }

    /// <summary>Begins to buy a plan: where the buyer goes.</summary>
    public async Task<OpenedCheckout> CheckoutAsync(string plan, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/billing/checkout")
        {
            Content = JsonContent.Create(new { plan }),
        };
        request.Headers.Add("Idempotency-Key", Guid.CreateVersion7().ToString());
        using var response = await SendAsync(request, cancellationToken);
        if (!response.IsSuccessStatusCode) throw (await ReadProblemAsync(response, cancellationToken)).ToFailure();
        return await ReadAsync<OpenedCheckout>(response, cancellationToken);
    }

    public Task<BoughtPlan> SubscriptionAsync(CancellationToken cancellationToken) =>
        GetAsync<BoughtPlan>("/v1/billing/subscription", cancellationToken);

    public void Dispose() => _http.Dispose();

    private static HttpRequestMessage Call(Chapter chapter, bool stream)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, ResponsesPath)
        {
            Content = JsonContent.Create(
                new { feature = "chapter_summary", input = new { title = chapter.Title, text = chapter.Text }, stream }),
        };
        request.Headers.Add("Idempotency-Key", Guid.CreateVersion7().ToString());
        return request;
    }

    private async Task<T> GetAsync<T>(string path, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        using var response = await SendAsync(request, cancellationToken);
        if (!response.IsSuccessStatusCode) throw (await ReadProblemAsync(response, cancellationToken)).ToFailure();
        return await ReadAsync<T>(response, cancellationToken);
    }

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            return await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        }
        catch (HttpRequestException)
        {
            throw new CommandFailedException($"Nobody answers at {Url}. `./weir status` says what runs, `./weir up` starts it.");
        }
    }

    private static async Task<Problem> ReadProblemAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.Content.Headers.ContentType?.MediaType != "application/problem+json")
            throw new CommandFailedException($"The server answered HTTP {(int)response.StatusCode} without saying why.");
        return (await ReadAsync<Problem>(response, cancellationToken)) with { RetryAfter = response.Headers.RetryAfter?.Delta };
    }

    private static async Task<T> ReadAsync<T>(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            return await response.Content.ReadFromJsonAsync<T>(Json, cancellationToken)
                ?? throw new CommandFailedException("The server answered with nothing.");
        }
        catch (JsonException)
        {
            throw new CommandFailedException("The server's answer is not what this version of the demo reads.");
        }
    }
}
