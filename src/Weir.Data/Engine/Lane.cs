using System.Threading.Channels;

namespace Weir.Data.Engine;

/// <summary>
/// Group commit. Operations of the customers that hash here queue up while a batch is in flight; then they go out together,
/// those that end something and those that begin something in turn, because a batch of one kind is one call. One batch at a
/// time: a customer never contends with itself.
/// </summary>
internal sealed class Lane : IAsyncDisposable
{
    /// <summary>How often a sender lets others run first, as long as they add to the batch.</summary>
    private const int MaxYields = 8;

    private readonly Channel<PendingOperation> _completions = Channel.CreateUnbounded<PendingOperation>();
    private readonly Channel<PendingOperation> _admissions;
    private readonly Channel<bool> _wake =
        Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly EngineOptions _options;
    private readonly BatchSender _sender;
    private readonly Task _loop;
    private volatile bool _closed;
    private bool _admissionsNext;

    public Lane(BatchSender sender, EngineOptions options)
    {
        _sender = sender;
        _options = options;
        _admissions = Channel.CreateBounded<PendingOperation>(
            new BoundedChannelOptions(options.QueueLimit) { FullMode = BoundedChannelFullMode.Wait });
        _loop = Task.Run(RunAsync);
    }

    /// <summary>Settles, voids and extensions: never refused for load.</summary>
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
            await LetOthersJoinAsync();
            for (Gather(batch); batch.Count > 0; Gather(batch))
            {
                await _sender.SendAsync(batch);
                batch.Clear();
                await LetOthersJoinAsync();
            }
        }
        while (more);
    }

    /// <summary>
    /// The callers of the last batch are about to run: what they ask for next belongs into one batch, not into many. No
    /// timer: who is alone does not wait.
    /// </summary>
    private async ValueTask LetOthersJoinAsync()
    {
        var seen = -1;
        for (var i = 0; i < MaxYields; i++)
        {
            var waiting = _completions.Reader.Count + _admissions.Reader.Count;
            if (waiting == seen || waiting >= _options.MaxBatch) return;
            seen = waiting;
            await Task.Yield();
        }
    }

    private void Gather(List<PendingOperation> batch)
    {
        Take(_admissionsNext ? _admissions.Reader : _completions.Reader, batch);
        if (batch.Count > 0) _admissionsNext = !_admissionsNext;
        else Take(_admissionsNext ? _completions.Reader : _admissions.Reader, batch);
    }

    private void Take(ChannelReader<PendingOperation> queue, List<PendingOperation> batch)
    {
        while (batch.Count < _options.MaxBatch && queue.TryRead(out var operation))
        {
            if (operation.TryTake()) batch.Add(operation);
        }
    }
}
