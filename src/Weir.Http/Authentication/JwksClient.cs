using System.Net;
using System.Net.Http.Headers;

namespace Weir.Http.Authentication;

/// <summary>
/// Fetches the bytes of one JWKS. The address is fixed at start, redirects are not followed, nothing is sent but the
/// request, and of the answer at most <see cref="MaxBytes"/> are read.
/// </summary>
internal sealed class JwksClient : IDisposable
{
    /// <summary>Largest key set. Supabase's has one or two keys of about 300 bytes.</summary>
    public const int MaxBytes = 64 * 1024;

    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan s_connectionLifetime = TimeSpan.FromMinutes(5);

    private readonly HttpClient _http;
    private readonly Uri _address;

    public JwksClient(WeirHttpOptions options)
    {
        _address = options.JwksAddress;
        _http = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.None,
            ConnectTimeout = s_timeout,
            PooledConnectionLifetime = s_connectionLifetime,
            MaxResponseHeadersLength = 16,
        })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
        _http.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
    }

    /// <summary>
    /// Fetches, within five seconds in all. The bytes are empty unless the outcome is <see cref="JwksFetch.Fetched"/>.
    /// </summary>
    public async Task<(JwksFetch Outcome, byte[] Bytes)> FetchAsync(CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(s_timeout);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            using var response = await _http.GetAsync(_address, HttpCompletionOption.ResponseHeadersRead, linked.Token)
                .ConfigureAwait(false);
            if (response.StatusCode != HttpStatusCode.OK) return (JwksFetch.WrongStatus, []);
            if (response.Content.Headers.ContentLength > MaxBytes) return (JwksFetch.TooLarge, []);
            return await ReadAsync(response, linked.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return (JwksFetch.TimedOut, []);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            return (JwksFetch.Unreachable, []);
        }
    }

    private static async Task<(JwksFetch, byte[])> ReadAsync(
        HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            var buffer = new byte[MaxBytes + 1];
            var length = await stream
                .ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken)
                .ConfigureAwait(false);
            return length > MaxBytes ? (JwksFetch.TooLarge, []) : (JwksFetch.Fetched, buffer[..length]);
        }
    }

    /// <inheritdoc />
    public void Dispose() => _http.Dispose();
}
