using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Weir.Gateway.Streaming;

/// <summary>
/// Server-sent events to the client. It begins with the first thing to say, so that a call which fails before that is
/// still answered by a status; from then on a comment fills every silence. A client that has left is noted, not
/// reported: the call goes on without it.
/// </summary>
internal sealed class EventStream(HttpContext context, TimeSpan heartbeat, TimeProvider time) : IAsyncDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly CancellationTokenSource _end = new();
    private readonly ArrayBufferWriter<byte> _frame = new(256);
    private Task _beating = Task.CompletedTask;
    private long _lastWrite = time.GetTimestamp();

    /// <summary>Whether something was sent: the status can no longer be chosen.</summary>
    public bool Started { get; private set; }

    /// <summary>Starts to fill silences.</summary>
    public void KeepAlive() => _beating = BeatAsync();

    /// <summary>Sends an event.</summary>
    public ValueTask SendAsync<T>(string name, T data, JsonTypeInfo<T> type, CancellationToken cancellationToken) =>
        SendAsync(name, JsonSerializer.SerializeToUtf8Bytes(data, type), cancellationToken);

    /// <summary>Sends an event whose data is JSON already, on one line.</summary>
    public async ValueTask SendAsync(string name, ReadOnlyMemory<byte> json, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            Encoding.UTF8.GetBytes($"event: {name}\ndata: ", _frame);
            _frame.Write(json.Span);
            _frame.Write("\n\n"u8);
            await FlushAsync(cancellationToken);
        }
        finally
        {
            _frame.ResetWrittenCount();
            _turn.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _beating;
        _end.Dispose();
        _turn.Dispose();
    }

    private async Task BeatAsync()
    {
        using var timer = new PeriodicTimer(heartbeat, time);
        try
        {
            while (await timer.WaitForNextTickAsync(_end.Token))
            {
                if (time.GetElapsedTime(Volatile.Read(ref _lastWrite)) < heartbeat) continue;
                await _turn.WaitAsync(_end.Token);
                try
                {
                    _frame.Write(": waiting\n\n"u8);
                    await FlushAsync(_end.Token);
                }
                finally
                {
                    _frame.ResetWrittenCount();
                    _turn.Release();
                }
            }
        }
        catch (OperationCanceledException) when (_end.IsCancellationRequested)
        {
            // The call is over.
        }
    }

    private async ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        if (context.RequestAborted.IsCancellationRequested) return;
        Start();
        Volatile.Write(ref _lastWrite, time.GetTimestamp());
        try
        {
            await context.Response.BodyWriter.WriteAsync(_frame.WrittenMemory, cancellationToken);
        }
        catch (Exception exception) when (IsGone(exception, cancellationToken))
        {
            // RequestAborted says so to whom it concerns.
        }
    }

    private bool IsGone(Exception exception, CancellationToken cancellationToken) =>
        exception is IOException or InvalidOperationException
            ? context.RequestAborted.IsCancellationRequested
            : exception is OperationCanceledException && !cancellationToken.IsCancellationRequested;

    private void Start()
    {
        if (Started) return;
        Started = true;
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        context.Response.StatusCode = StatusCodes.Status200OK;
        context.Response.ContentType = "text/event-stream";
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers["X-Accel-Buffering"] = "no";
    }
}
