using System.Buffers.Text;
using System.Net;
using System.Net.Sockets;
using Weir.Benches.Load;

namespace Weir.Benches.Http;

/// <summary>
/// One keep-alive connection, HTTP/1.1, one request at a time. It knows as little of HTTP as our own server needs: the
/// generator's processor time is taken from what is measured.
/// </summary>
internal sealed class RawConnection : IDisposable
{
    private static readonly byte[] s_lastChunk = "\r\n0\r\n\r\n"u8.ToArray();
    private readonly Socket _socket;
    private byte[] _buffer = new byte[4096];

    private RawConnection(Socket socket) => _socket = socket;

    public static async Task<RawConnection> OpenAsync(int port, CancellationToken cancellationToken)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, port), cancellationToken);
            return new RawConnection(socket);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    public async ValueTask<Outcome> CallAsync(ReadOnlyMemory<byte> request, CancellationToken cancellationToken)
    {
        for (var sent = 0; sent < request.Length;)
            sent += await _socket.SendAsync(request[sent..], SocketFlags.None, cancellationToken);
        var length = 0;
        while (true)
        {
            if (length == _buffer.Length) Array.Resize(ref _buffer, _buffer.Length * 2);
            var read = await _socket.ReceiveAsync(_buffer.AsMemory(length), SocketFlags.None, cancellationToken);
            if (read == 0) throw new IOException("The server closed the connection.");
            length += read;
            if (TryRead(_buffer.AsSpan(0, length), out var outcome)) return outcome;
        }
    }

    public void Dispose() => _socket.Dispose();

    /// <summary>False while the answer is not whole.</summary>
    internal static bool TryRead(ReadOnlySpan<byte> answer, out Outcome outcome)
    {
        outcome = default;
        var head = answer.IndexOf("\r\n\r\n"u8);
        if (head < 0) return false;
        var body = answer[(head + 4)..];
        var lengthAt = answer[..head].IndexOf("\r\nContent-Length: "u8);
        if (lengthAt >= 0)
        {
            if (!Utf8Parser.TryParse(answer[(lengthAt + 18)..], out int length, out _))
                throw new InvalidDataException("A Content-Length that is no number.");
            if (body.Length < length) return false;
        }
        // Chunked: an answer of ours is small, and ends with the last chunk.
        else if (!answer.EndsWith(s_lastChunk))
        {
            return false;
        }
        if (!Utf8Parser.TryParse(answer[9..12], out int status, out _))
            throw new InvalidDataException("A status that is no number.");
        outcome = BenchAnswers.Read(status, body);
        return true;
    }
}
