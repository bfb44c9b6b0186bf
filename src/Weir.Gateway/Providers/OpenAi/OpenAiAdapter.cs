using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Weir.Gateway.Providers.Sse;

namespace Weir.Gateway.Providers.OpenAi;

/// <summary>
/// OpenAI's Responses API over pooled connections. No redirects (the key must not travel), no retries (a call may be
/// charged twice), no cookies, no trace headers to the outside; answers and streams are capped.
/// </summary>
internal sealed class OpenAiAdapter : IProviderAdapter, IDisposable
{
    /// <summary>Provider name in routes and prices.</summary>
    public const string Name = "openai";

    private const int MaxErrorBytes = 64 * 1024;
    private static readonly TimeSpan s_errorBodyPatience = TimeSpan.FromSeconds(5);

    private readonly OpenAiOptions _options;
    private readonly TimeProvider _time;
    private readonly HttpMessageInvoker _http;
    private readonly Uri _responses;
    private readonly AuthenticationHeaderValue _authorization;

    public OpenAiAdapter(OpenAiOptions options, TimeProvider time)
    {
        _options = options;
        _time = time;
        _responses = new Uri(options.BaseUrl.AbsoluteUri.TrimEnd('/') + "/responses");
        _authorization = new AuthenticationHeaderValue("Bearer", options.ApiKey);
        _http = new HttpMessageInvoker(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            ConnectTimeout = options.ConnectTimeout,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            EnableMultipleHttp2Connections = true,
            ActivityHeadersPropagator = null,
        });
    }

    public string Provider => Name;

    public async Task<ProviderOutcome> SendAsync(
        ProviderRequest request, IProviderSink sink, CancellationToken cancellationToken)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, _responses)
        {
            Content = new ReadOnlyMemoryContent(OpenAiRequestBody.Write(request)),
            Version = _responses.Scheme == Uri.UriSchemeHttps ? HttpVersion.Version20 : HttpVersion.Version11,
            VersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
        };
        message.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        message.Headers.Authorization = _authorization;
        try
        {
            using var response = await _http.SendAsync(message, cancellationToken);
            return response.IsSuccessStatusCode
                ? await ReadAnswerAsync(response, sink, cancellationToken)
                : await ReadErrorAsync(response, request.Target.Tier, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (OperationCanceledException)
        {
            return NotSent("connect_timeout"); // The handler's own timer, and it has only this one.
        }
        catch (HttpRequestException exception) when (IsBeforeSending(exception.HttpRequestError))
        {
            return NotSent("connect_failed");
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            return Broken("connection_lost", null);
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task<ProviderOutcome> ReadAnswerAsync(
        HttpResponseMessage response, IProviderSink sink, CancellationToken cancellationToken)
    {
        var requestId = OpenAiErrors.RequestId(response.Headers);
        sink.Accepted(requestId);
        try
        {
            await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
            if (response.Content.Headers.ContentType?.MediaType != "text/event-stream")
                return await ReadObjectAsync(body, requestId, sink, cancellationToken);
            using var reader = new SseReader(body, _options.MaxEventBytes, _options.MaxResponseBytes);
            return await OpenAiStream.ReadAsync(reader, requestId, sink, cancellationToken);
        }
        catch (SseLimitException)
        {
            return Broken("answer_too_large", requestId);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            return Broken("connection_lost", requestId);
        }
    }

    /// <summary>
    /// A whole response object; also what a server answers that does not stream although it was asked to.
    /// </summary>
    private async Task<ProviderOutcome> ReadObjectAsync(
        Stream body, string? requestId, IProviderSink sink, CancellationToken cancellationToken)
    {
        var (bytes, whole) = await CappedBody.ReadAsync(body, _options.MaxResponseBytes, cancellationToken);
        if (!whole) return Broken("answer_too_large", requestId);
        try
        {
            using var document = JsonDocument.Parse(bytes);
            var outcome = OpenAiResponseReader.Read(document.RootElement, requestId);
            if (outcome is null) return Broken("malformed_response", requestId);
            sink.Began();
            if (outcome.HasAnswer && outcome.Text is { Length: > 0 } text)
                await sink.TextAsync(text, cancellationToken);
            return outcome;
        }
        catch (JsonException)
        {
            return Broken("malformed_response", requestId);
        }
    }

    /// <summary>
    /// The status says that nothing was made; a body that does not come, or not whole, changes nothing about that.
    /// </summary>
    private async Task<ProviderOutcome> ReadErrorAsync(
        HttpResponseMessage response, string tier, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(s_errorBodyPatience, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        ReadOnlyMemory<byte> bytes = default;
        try
        {
            await using var body = await response.Content.ReadAsStreamAsync(either.Token);
            (bytes, _) = await CappedBody.ReadAsync(body, MaxErrorBytes, either.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or HttpRequestException or IOException)
        {
            // The status is enough.
        }
        return OpenAiErrors.OfStatus(response.StatusCode, bytes, response.Headers, tier, _time.GetUtcNow());
    }

    private static ProviderOutcome NotSent(string code) =>
        new(ProviderEnd.NotSent) { Fault = ProviderFault.Unreachable, OperatorCode = code };

    private static ProviderOutcome Broken(string code, string? requestId) =>
        ProviderOutcome.Broken(ProviderFault.Error, code) with { RequestId = requestId };

    private static bool IsBeforeSending(HttpRequestError error) => error is HttpRequestError.NameResolutionError
        or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError
        or HttpRequestError.ProxyTunnelError or HttpRequestError.VersionNegotiationError;
}
