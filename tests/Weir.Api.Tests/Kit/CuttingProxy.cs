using System.Net;
using System.Net.Sockets;

namespace Weir.Api.Tests.Kit;

/// <summary>
/// A TCP proxy that cuts connections where it hurts: when a request has come and was not passed on, or when it was
/// answered and the answer was not.
/// </summary>
internal sealed class CuttingProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly string _host;
    private readonly int _port;
    private readonly Task _accepting;
    private int _requestsToLose;
    private int _answersToLose;

    public CuttingProxy(string host, int port)
    {
        (_host, _port) = (host, port);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>How many losses are still to come.</summary>
    public int ToLose => Volatile.Read(ref _requestsToLose) + Volatile.Read(ref _answersToLose);

    /// <summary>The next requests never arrive.</summary>
    public void LoseRequests(int count) => Volatile.Write(ref _requestsToLose, count);

    /// <summary>The next requests arrive, and are carried out; nobody hears the answer.</summary>
    public void LoseAnswers(int count) => Volatile.Write(ref _answersToLose, count);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _accepting;
        _stop.Dispose();
    }

    private static bool Take(ref int left) => Volatile.Read(ref left) > 0 && Interlocked.Decrement(ref left) >= 0;

    private async Task AcceptAsync()
    {
        try
        {
            while (true) _ = PassAsync(await _listener.AcceptTcpClientAsync(_stop.Token));
        }
        catch (Exception end) when (end is OperationCanceledException or SocketException or ObjectDisposedException)
        {
        }
    }

    private async Task PassAsync(TcpClient client)
    {
        using var near = client;
        using var far = new TcpClient();
        try
        {
            await far.ConnectAsync(_host, _port, _stop.Token);
            await Task.WhenAny(
                PumpAsync(near.GetStream(), far.GetStream(), () => Take(ref _requestsToLose)),
                PumpAsync(far.GetStream(), near.GetStream(), () => Take(ref _answersToLose)));
        }
        catch (Exception end) when (end is OperationCanceledException or SocketException or InvalidOperationException)
        {
        }
    }

    private async Task PumpAsync(NetworkStream from, NetworkStream to, Func<bool> isLost)
    {
        var buffer = new byte[65_536];
        try
        {
            int read;
            while ((read = await from.ReadAsync(buffer, _stop.Token)) > 0 && !isLost())
                await to.WriteAsync(buffer.AsMemory(0, read), _stop.Token);
        }
        catch (Exception end) when (end is OperationCanceledException or IOException or ObjectDisposedException)
        {
        }
    }
}
