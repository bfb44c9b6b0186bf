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

    private static readonly TimeSpan s_mostWait = TimeSpan.FromMilliseconds(1);

    private readonly Channel<PendingOperation> _completions = Channel.CreateUnbounded<PendingOperation>();
    private readonly Channel<PendingOperation> _admissions = Channel.CreateUnbounded<PendingOperation>();
    private readonly ManualResetEventSlim _wake = new();
    private readonly ManualResetEventSlim _passed = new();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly EngineOptions _options;
    private readonly TimeProvider _time;
    private readonly LanePace _pace;
    private readonly BatchSender _sender;
    private volatile bool _closed;
    private bool _admissionsNext;

    public Lane(BatchSender sender, EngineOptions options, TimeProvider time)
    {
        _sender = sender;
        _options = options;
        _time = time;
        _pace = new LanePace(options);
        new Thread(Run) { IsBackground = true, Name = "weir lane" }.Start();
    }

    /// <summary>What waits, as a part of what may: 0 as long as it goes out together, 1 at most.</summary>
    public double Fullness => Waiting < _pace.Least ? 0 : Math.Min((double)Waiting / _pace.Limit, 1);

    private int Waiting => _completions.Reader.Count + _admissions.Reader.Count;

    /// <summary>Settles, voids and extensions: never refused for load.</summary>
    public void Complete(PendingOperation operation)
    {
        ObjectDisposedException.ThrowIf(!_completions.Writer.TryWrite(operation), typeof(EngineClient));
        _wake.Set();
    }

    /// <summary>Operations that begin something. False when too many wait: then it is not taken.</summary>
    public bool TryAdmit(PendingOperation operation)
    {
        if (Waiting >= _pace.Limit) return false;
        ObjectDisposedException.ThrowIf(!_admissions.Writer.TryWrite(operation), typeof(EngineClient));
        _wake.Set();
        return true;
    }

    /// <summary>Takes no more, sends what waits, and returns when all of it is answered.</summary>
    public async ValueTask DisposeAsync()
    {
        _completions.Writer.TryComplete();
        _admissions.Writer.TryComplete();
        _closed = true;
        _wake.Set();
        await _ended.Task;
        _sender.Dispose();
        _wake.Dispose();
        _passed.Dispose();
    }

    private void Run()
    {
        var batch = new List<PendingOperation>(_options.MaxBatch);
        bool more;
        do
        {
            _wake.Wait();
            _wake.Reset();
            more = !_closed;
            LetOthersJoin();
            for (Gather(batch); batch.Count > 0; Gather(batch))
            {
                var started = _time.GetTimestamp();
                _sender.Send(batch);
                _pace.Sent(batch.Count, _time.GetElapsedTime(started));
                batch.Clear();
                LetOthersJoin();
            }
        }
        while (more);
        _ended.SetResult();
    }

    /// <summary>
    /// The callers of the last batch are about to run: what they ask for next belongs into one batch, not into many. What was
    /// queued before a mark has begun when the mark runs. Who is alone does not wait, and nobody waits for a busy pool.
    /// </summary>
    private void LetOthersJoin()
    {
        var seen = -1;
        for (var i = 0; i < MaxYields; i++)
        {
            var waiting = Waiting;
            if (waiting == seen || waiting >= _options.MaxBatch) return;
            seen = waiting;
            _passed.Reset();
            ThreadPool.UnsafeQueueUserWorkItem(static passed => passed.Set(), _passed, preferLocal: false);
            _passed.Wait(s_mostWait);
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
