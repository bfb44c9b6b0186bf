using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Weir.Gateway.Tests.Loopback;

/// <summary>
/// A provider made of a socket: every call is answered by the next script, byte by byte as the script likes; the last
/// script serves all further calls. What came in is kept.
/// </summary>
internal sealed class LoopbackServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentQueue<Func<Exchange, Task>> _scripts = new();
    private readonly ConcurrentQueue<ReceivedCall> _calls = new();
    private readonly ConcurrentBag<Task> _connections = [];
    private readonly Task _accepting;
    private Func<Exchange, Task> _last = exchange => exchange.RespondAsync(500, "{}");

    public LoopbackServer(params Func<Exchange, Task>[] scripts)
    {
        foreach (var script in scripts) _scripts.Enqueue(script);
        _listener.Start(512);
        _accepting = AcceptAsync();
    }

    public Uri Url => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/v1");

    public IReadOnlyList<ReceivedCall> Calls => [.. _calls];

    public void Enqueue(Func<Exchange, Task> script) => _scripts.Enqueue(script);

    /// <summary>Waits for the first call.</summary>
    public async Task CalledAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (_calls.IsEmpty) await Task.Delay(10, patience.Token);
    }

    /// <summary>Nobody listens any more; once or more.</summary>
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        // The accept ends by its token; a listener that is stopped under it would say that it does not listen.
        await _accepting;
        _listener.Stop();
        await Task.WhenAll(_connections);
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true) _connections.Add(ServeAsync(await _listener.AcceptSocketAsync(_end.Token)));
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        try
        {
            await using var stream = new NetworkStream(socket, ownsSocket: true);
            while (await ReceivedCall.ReadAsync(stream, _end.Token) is { } call)
            {
                _calls.Enqueue(call);
                if (_scripts.TryDequeue(out var script)) _last = script;
                await _last(new Exchange(call, socket, stream, _end.Token));
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException or SocketException or ObjectDisposedException)
        {
            // The other side left, or the script reset the connection.
        }
    }
}
