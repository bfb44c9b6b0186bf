using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Weir.Benches.Load;

namespace Weir.Benches.Http;

/// <summary>
/// Reserve and settle over HTTP, each user with a token of his own. Requests are written beforehand; each takes a free
/// connection, or opens one more.
/// </summary>
internal sealed class HttpOperation : IOperation, IAsyncDisposable
{
    /// <summary>Connections at most, fewer than a server takes. Arrivals that find none free are not offered, and counted.</summary>
    public const int MostConnections = 8_000;

    private readonly IReadOnlyList<int> _ports;
    private readonly Dictionary<int, string> _tokens;
    private readonly ConcurrentStack<RawConnection> _free = new();
    private readonly ConcurrentDictionary<(int Customer, Units Units), byte[]> _requests = new();
    private int _opened;

    private HttpOperation(IReadOnlyList<int> ports, Dictionary<int, string> tokens)
    {
        _ports = ports;
        _tokens = tokens;
    }

    /// <param name="ports">The servers, which the connections are shared out to.</param>
    /// <param name="tokens">File with a line for each user: number, blank, token.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static async Task<HttpOperation> CreateAsync(
        IReadOnlyList<int> ports, string tokens, CancellationToken cancellationToken)
    {
        var byCustomer = new Dictionary<int, string>();
        await foreach (var line in File.ReadLinesAsync(tokens, cancellationToken))
        {
            var blank = line.IndexOf(' ');
            byCustomer.Add(int.Parse(line.AsSpan(0, blank), CultureInfo.InvariantCulture), line[(blank + 1)..]);
        }
        return new HttpOperation(ports, byCustomer);
    }

    public async ValueTask<Outcome> RunAsync(
        int client, int customer, Units units, CancellationToken cancellationToken)
    {
        var request = _requests.GetOrAdd((customer, units), static (key, self) => self.Write(key.Customer, key.Units), this);
        if (!_free.TryPop(out var connection))
        {
            var number = Interlocked.Increment(ref _opened);
            if (number > MostConnections)
            {
                Interlocked.Decrement(ref _opened);
                return Outcome.NotOffered;
            }
            connection = await RawConnection.OpenAsync(_ports[number % _ports.Count], cancellationToken);
        }
        var outcome = await connection.CallAsync(request, cancellationToken);
        _free.Push(connection);
        return outcome;
    }

    public ValueTask DisposeAsync()
    {
        foreach (var connection in _free) connection.Dispose();
        return ValueTask.CompletedTask;
    }

    private byte[] Write(int customer, Units units)
    {
        var body = string.Create(
            CultureInfo.InvariantCulture, $$"""{"meter":"{{units.Meter}}","held":{{units.Held}},"used":{{units.Used}}}""");
        return Encoding.ASCII.GetBytes(string.Create(
            CultureInfo.InvariantCulture,
            $"POST {BenchRoute.Path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {_tokens[customer]}\r\n"
            + $"Content-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n{body}"));
    }
}
