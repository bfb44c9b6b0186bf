using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Weir.Billing.Providers;

/// <summary>
/// Pooled connections to one provider. Sends a call again after a lost connection, a time-out, 409, 429 and 5xx, unless the
/// provider says otherwise (<c>Stripe-Should-Retry</c>); always with the same idempotency key. No redirects: the key must not travel.
/// </summary>
internal sealed class ProviderTransport : IDisposable
{
    private const int MaxAnswerBytes = 8 * 1024 * 1024;
    private static readonly TimeSpan s_connectTimeout = TimeSpan.FromSeconds(5);

    private readonly HttpMessageInvoker _http = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        ConnectTimeout = s_connectTimeout,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        ActivityHeadersPropagator = null,
    });

    private readonly string _root;
    private readonly IReadOnlyList<KeyValuePair<string, string>> _headers;
    private readonly ProviderTransportOptions _options;
    private readonly TimeProvider _time;

    /// <param name="baseUrl">Root of the API, before <c>/v1</c>.</param>
    /// <param name="headers">Sent with every call, the key among them.</param>
    /// <param name="options">Patience.</param>
    /// <param name="time">For time-outs and waits.</param>
    public ProviderTransport(
        Uri baseUrl, IReadOnlyList<KeyValuePair<string, string>> headers, ProviderTransportOptions options, TimeProvider time)
    {
        _root = baseUrl.AbsoluteUri.TrimEnd('/');
        _headers = headers;
        _options = options;
        _time = time;
    }

    /// <summary>The answer of the last attempt. What a provider does never makes it throw.</summary>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    public async Task<ProviderReply> SendAsync(ProviderCall call, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var (reply, again) = await AttemptAsync(call, cancellationToken);
            if (!again || call.Once || attempt == _options.Attempts) return reply;
            await Task.Delay(WaitAfter(attempt, reply), _time, cancellationToken);
        }
    }

    public void Dispose() => _http.Dispose();

    private TimeSpan WaitAfter(int attempt, ProviderReply reply)
    {
        var wait = _options.FirstWait * Math.Pow(2, attempt - 1) * (1 - (Random.Shared.NextDouble() / 2));
        if (reply.RetryAfter > wait) wait = reply.RetryAfter.Value;
        return wait < _options.LongestWait ? wait : _options.LongestWait;
    }

    private async Task<(ProviderReply Reply, bool Again)> AttemptAsync(
        ProviderCall call, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(_options.AttemptTimeout, _time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        using var message = Message(call);
        try
        {
            using var response = await _http.SendAsync(message, linked.Token);
            var reply = new ProviderReply
            {
                Status = (int)response.StatusCode,
                RetryAfter = response.Headers.RetryAfter?.Delta,
            };
            var again = MayAgain(response);
            await response.Content.LoadIntoBufferAsync(MaxAnswerBytes, linked.Token);
            return TryRead(await response.Content.ReadAsByteArrayAsync(linked.Token), out var body)
                ? (reply with { Body = body }, again)
                : (reply with { Failure = reply.Status < 400 ? ProviderFailure.Unreadable : null }, again);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return (new ProviderReply { Failure = ProviderFailure.Timeout }, true);
        }
        catch (HttpRequestException failure)
            when (failure.HttpRequestError == HttpRequestError.ConfigurationLimitExceeded)
        {
            return (new ProviderReply { Failure = ProviderFailure.Unreadable }, false);
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException)
        {
            return (new ProviderReply { Failure = ProviderFailure.Unreachable }, true);
        }
    }

    private HttpRequestMessage Message(ProviderCall call)
    {
        var message = new HttpRequestMessage(call.Method, new Uri(_root + call.Path));
        foreach (var (name, value) in _headers) message.Headers.TryAddWithoutValidation(name, value);
        if (call.IdempotencyKey is { } key) message.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        if (call.Body is not { } body) return message;
        message.Content = new ByteArrayContent(body);
        message.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(call.ContentType!);
        return message;
    }

    private static bool MayAgain(HttpResponseMessage response)
    {
        if (response.Headers.TryGetValues("Stripe-Should-Retry", out var said)
            && bool.TryParse(string.Join(',', said), out var should))
            return should;
        return response.StatusCode is HttpStatusCode.Conflict or HttpStatusCode.TooManyRequests
            || (int)response.StatusCode >= 500;
    }

    private static bool TryRead(byte[] bytes, out JsonElement body)
    {
        try
        {
            using var document = JsonDocument.Parse(bytes);
            body = document.RootElement.Clone();
            return true;
        }
        catch (JsonException)
        {
            body = default;
            return false;
        }
    }
}
