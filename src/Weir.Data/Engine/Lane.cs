using System.Threading.Channels;

namespace Weir.Data.Engine;

/// <summary>
/// Group commit. Operations of the customers that hash here queue up while a batch is in flight; then they go out together,
/// those that end something before those that begin something. One batch at a time: a customer never contends with itself.
/// </summary>
internal sealed class Lane : IAsyncDisposable
{
    private readonly Channel<PendingOperation> _completions =
        Channel.CreateUnbounded<PendingOperation>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Channel<PendingOperation> _admissions;
    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });
    private readonly BatchSender _sender;
    private readonly EngineOptions _options;
    private readonly Task _loop;
    private volatile bool _closed;

    public Lane(BatchSender sender, EngineOptions options)
    {
        _sender = sender;
        _options = options;
        _admissions = Channel.CreateBounded<PendingOperation>(
            new BoundedChannelOptions(options.QueueLimit) { FullMode = BoundedChannelFullMode.Wait, SingleReader = true });
        _loop = Task.Run(RunAsync);
    }

    /// <summary>Settles and voids: never refused for load.</summary>
    public void Complete(PendingOperation operation)
    {
        ObjectDisposedException.ThrowIf(!_completions.Writer.TryWrite(operation), typeof(EngineClient));
        _wake.Writer.TryWrite(true);
    }

    /// <summary>Operations that begin something: refused when too many wait.</summary>
    /// <exception cref="OverloadedException">The queue is full.</exception>
    public void Admit(PendingOperation operation)
    {
        if (!_admissions.Writer.TryWrite(operation))
        {
            ObjectDisposedException.ThrowIf(_closed, typeof(EngineClient));
            throw new OverloadedException();
        }
        _wake.Writer.TryWrite(true);
    }

    /// <summary>Takes no more, sends what waits, and returns when all of it is answered.</summary>
    public async ValueTask DisposeAsync()
    {
        _closed = true;
        _completions.Writer.TryComplete();
        _admissions.Writer.TryComplete();
        _wake.Writer.TryComplete();
        await _loop;
        await _sender.DisposeAsync();
    }

    private async Task RunAsync()
    {
        var batch = new List<PendingOperation>(_options.MaxBatch);
        bool more;
        do
        {
            more = await _wake.Reader.WaitToReadAsync();
            _wake.Reader.TryRead(out _);
            for (Gather(batch); batch.Count > 0; Gather(batch))
            {
                await _sender.SendAsync(batch);
                batch.Clear();
            }
        }
        while (more);
    }

    private void Gather(List<PendingOperation> batch)
    {
        while (batch.Count < _options.MaxBatch && _completions.Reader.TryRead(out var operation))
        {
            if (operation.TryTake()) batch.Add(operation);
        }
        while (batch.Count < _options.MaxBatch && _admissions.Reader.TryRead(out var operation))
        {
            if (operation.TryTake()) batch.Add(operation);
        }
    }
}
