using System.Net.Sockets;
using System.Text;

namespace Weir.Http.Tests.Kit;

/// <summary>Bytes out, bytes in: for what no decent client would send.</summary>
internal static class RawHttp
{
    /// <summary>
    /// Sends on one connection and reads until the server closes it. A reset after the answer keeps what had come.
    /// </summary>
    public static async Task<RawAnswer> SendAsync(Uri url, byte[] request, Func<NetworkStream, Task>? more = null)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(url.Host, url.Port, TestContext.Current.CancellationToken);
        var stream = client.GetStream();
        var sending = SendAsync(stream, request, more);
        var received = new MemoryStream();
        var wasReset = false;
        try
        {
            await stream.CopyToAsync(received, TestContext.Current.CancellationToken);
        }
        catch (IOException)
        {
            wasReset = true;
        }
        await sending;
        return RawAnswer.Parse(received.ToArray(), wasReset);
    }

    public static Task<RawAnswer> SendAsync(Uri url, string request) => SendAsync(url, Encoding.UTF8.GetBytes(request));

    /// <summary>
    /// Sends, and leaves as soon as a whole problem has come, whether or not the server would read on.
    /// </summary>
    public static async Task<RawAnswer> SendUntilAnsweredAsync(Uri url, string request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(url.Host, url.Port, TestContext.Current.CancellationToken);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.UTF8.GetBytes(request), TestContext.Current.CancellationToken);
        var received = new MemoryStream();
        var buffer = new byte[4096];
        int read;
        while ((read = await stream.ReadAsync(buffer, TestContext.Current.CancellationToken)) > 0)
        {
            received.Write(buffer, 0, read);
            if (RawAnswer.Parse(received.ToArray(), wasReset: false) is { Body: ['{', .., '}'] } answer) return answer;
        }
        return RawAnswer.Parse(received.ToArray(), wasReset: false);
    }

    /// <summary>A GET with these header lines, on a connection of its own.</summary>
    public static Task<RawAnswer> GetAsync(Uri url, string path, params string[] headers) =>
        SendAsync(url,
            $"GET {path} HTTP/1.1\r\nHost: test\r\nConnection: close\r\n{string.Concat(headers.Select(h => h + "\r\n"))}\r\n");

    private static async Task SendAsync(NetworkStream stream, byte[] request, Func<NetworkStream, Task>? more)
    {
        try
        {
            await stream.WriteAsync(request, TestContext.Current.CancellationToken);
            if (more is not null) await more(stream);
        }
        catch (IOException)
        {
            // The server has had enough; its answer says why.
        }
    }
}
