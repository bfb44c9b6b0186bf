using System.Net.Sockets;
using System.Text;

namespace Weir.Gateway.Tests.Loopback;

/// <summary>The answering side of one call.</summary>
internal sealed class Exchange(ReceivedCall call, Socket socket, NetworkStream stream, CancellationToken end)
{
    public ReceivedCall Call { get; } = call;

    /// <summary>Cancelled when the test is over.</summary>
    public CancellationToken End { get; } = end;

    public async Task WriteAsync(byte[] bytes) => await stream.WriteAsync(bytes, End);

    public Task WriteAsync(string text) => WriteAsync(Encoding.UTF8.GetBytes(text));

    public Task RespondAsync(int status, string body, string contentType = "application/json", string headers = "")
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        return WriteAsync(
            [.. Encoding.Latin1.GetBytes($"HTTP/1.1 {status} Status\r\nContent-Type: {contentType}\r\nContent-Length: {bytes.Length}\r\n{headers}\r\n"), .. bytes]);
    }

    /// <summary>Headers of a stream whose end shows: chunked.</summary>
    public Task BeginStreamAsync(string headers = "") =>
        WriteAsync($"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n{headers}\r\n");

    public Task ChunkAsync(ReadOnlyMemory<byte> bytes) => bytes.Length == 0
        ? Task.CompletedTask
        : WriteAsync([.. Encoding.Latin1.GetBytes($"{bytes.Length:x}\r\n"), .. bytes.Span, .. "\r\n"u8]);

    public Task ChunkAsync(string text) => ChunkAsync(Encoding.UTF8.GetBytes(text));

    public Task EndStreamAsync() => WriteAsync("0\r\n\r\n");

    public async Task StreamAsync(string events, string headers = "")
    {
        await BeginStreamAsync(headers);
        await ChunkAsync(events);
        await EndStreamAsync();
    }

    public Task StallAsync() => Task.Delay(Timeout.Infinite, End);

    /// <summary>Ends the connection politely, in the middle of whatever it was.</summary>
    public void Hangup() => socket.Shutdown(SocketShutdown.Send);

    /// <summary>Ends the connection with RST.</summary>
    public void Reset()
    {
        socket.LingerState = new LingerOption(true, 0);
        socket.Close();
    }
}
