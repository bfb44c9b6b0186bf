using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Weir.Conformance.Tests.Kills;

/// <summary>
/// Stands between a server and PostgreSQL. Told of a text, it holds what has it: the request before PostgreSQL sees it, or the
/// answer after PostgreSQL has committed. What was held goes nowhere.
/// </summary>
internal sealed class HoldingProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly int _serverPort;
    private readonly Task _accepting;
    private volatile Order? _order;

    public HoldingProxy(int serverPort)
    {
        _serverPort = serverPort;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>What is held.</summary>
    public enum What
    {
        /// <summary>A request that has the text.</summary>
        Request,

        /// <summary>The answer to a request that has the text.</summary>
        AnswerToIt,

        /// <summary>An answer that has the text.</summary>
        Answer,
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Holds the next that has the text.</summary>
    public Order Hold(What what, string text) => _order = new Order(what, Encoding.UTF8.GetBytes(text));

    public async ValueTask DisposeAsync()
    {
        _order?.Drop();
        await _stop.CancelAsync();
        _listener.Dispose();
        await _accepting;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var relays = new List<Task>();
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                relays.Add(RelayAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
            }
            catch (Exception end) when (end is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                // Told to stop, or a caller who was killed before it was heard.
            }
        }
        await Task.WhenAll(relays);
    }

    private async Task RelayAsync(TcpClient client)
    {
        using var owned = client;
        using var server = new TcpClient();
        using var over = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        try
        {
            await server.ConnectAsync(IPAddress.Loopback, _serverPort, over.Token);
            Order? asked = null;
            var asking = CopyAsync(client.GetStream(), server.GetStream(), bytes =>
            {
                var order = Taken(bytes, What.Request, What.AnswerToIt);
                if (order?.What != What.AnswerToIt) return order;
                asked = order;
                return null;
            }, over.Token);
            var answering = CopyAsync(
                server.GetStream(), client.GetStream(), bytes => asked ?? Taken(bytes, What.Answer, What.Answer), over.Token);
            await Task.WhenAny(asking, answering);
            await over.CancelAsync();
            await Task.WhenAll(asking, answering);
        }
        catch (Exception end) when (end is IOException or OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // Either end is gone, and with it both.
        }
    }

    private Order? Taken(ReadOnlySpan<byte> bytes, What one, What other)
    {
        if (_order is not { } order || (order.What != one && order.What != other) || bytes.IndexOf(order.Text) < 0) return null;
        _order = null;
        return order;
    }

    private delegate Order? Look(ReadOnlySpan<byte> bytes);

    private static async Task CopyAsync(NetworkStream from, NetworkStream to, Look look, CancellationToken cancellationToken)
    {
        var buffer = new byte[65536];
        for (int read; (read = await from.ReadAsync(buffer, cancellationToken)) > 0;)
        {
            if (look(buffer.AsSpan(0, read)) is { } order)
            {
                await order.HeldAsync();
                return;
            }
            await to.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
        }
    }

    /// <summary>Something to be held.</summary>
    internal sealed class Order(What what, byte[] text)
    {
        private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _dropped = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public What What => what;

        public byte[] Text => text;

        /// <summary>Completes when it is held.</summary>
        public Task Reached => _reached.Task;

        public void Drop() => _dropped.TrySetResult();

        internal Task HeldAsync()
        {
            _reached.TrySetResult();
            return _dropped.Task;
        }
    }
}
