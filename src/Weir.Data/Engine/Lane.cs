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
    private readonly Channel<PendingOperation> _admissions = Channel.CreateUnbounded<PendingOperation>();
    private readonly Channel<bool> _wake =
        Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly EngineOptions _options;
    private readonly TimeProvider _time;
    private readonly LanePace _pace;
    private readonly BatchSender _sender;
    private readonly Task _loop;
    private bool _admissionsNext;

    public Lane(BatchSender sender, EngineOptions options, TimeProvider time)
    {
        _sender = sender;
        _options = options;
        _time = time;
        _pace = new LanePace(options);
        _loop = Task.Run(RunAsync);
    }

    /// <summary>What waits, as a part of what may; 1 at most.</summary>
    public double Fullness => Math.Min((double)Waiting / _pace.Limit, 1);

    private int Waiting => _completions.Reader.Count + _admissions.Reader.Count;

    /// <summary>Settles, voids and extensions: never refused for load.</summary>
    public void Complete(PendingOperation operation)
    {
        ObjectDisposedException.ThrowIf(!_completions.Writer.TryWrite(operation), typeof(EngineClient));
        _wake.Writer.TryWrite(true);
    }

    /// <summary>Operations that begin something. False when too many wait: then it is not taken.</summary>
    public bool TryAdmit(PendingOperation operation)
    {
        if (Waiting >= _pace.Limit) return false;
        ObjectDisposedException.ThrowIf(!_admissions.Writer.TryWrite(operation), typeof(EngineClient));
        _wake.Writer.TryWrite(true);
        return true;
    }

    /// <summary>Takes no more, sends what waits, and returns when all of it is answered.</summary>
    public async ValueTask DisposeAsync()
    {
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
                var started = _time.GetTimestamp();
                await _sender.SendAsync(batch);
                _pace.Sent(batch.Count, _time.GetElapsedTime(started));
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
            var waiting = Waiting;
            if (waiting == seen || waiting >= _options.MaxBatch) return;
            seen = waiting;
            await Task.Yield();
        }
    }

    private void Gather(List<PendingOperation> batch)
    {
        // More ends than fit into a batch: those first, whose turn it may be.
        var admissionsFirst = _admissionsNext && _completions.Reader.Count < _options.MaxBatch;
        Take(admissionsFirst ? _admissions.Reader : _completions.Reader, batch);
        if (batch.Count > 0) _admissionsNext = !admissionsFirst;
        else Take(admissionsFirst ? _completions.Reader : _admissions.Reader, batch);
    }

    private void Take(ChannelReader<PendingOperation> queue, List<PendingOperation> batch)
    {
        while (batch.Count < _options.MaxBatch && queue.TryRead(out var operation))
        {
            if (operation.TryTake()) batch.Add(operation);
        }
    }
}
