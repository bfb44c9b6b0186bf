namespace Weir.Data.Engine;

/// <summary>An operation on its way: waiting in a lane, sent, or answered.</summary>
internal abstract class PendingOperation(Guid customerId)
{
    private const int Waiting = 0;
    private const int Taken = 1;
    private const int Withdrawn = 2;
    private int _state = Waiting;

    public Guid CustomerId { get; } = customerId;

    /// <summary>An earlier attempt was lost: if it did arrive, its effect is this operation's own.</summary>
    public bool Resent { get; set; }

    /// <summary>Takes it out of the queue, unless its caller withdrew it.</summary>
    public bool TryTake() => Interlocked.CompareExchange(ref _state, Taken, Waiting) == Waiting;

    /// <summary>The caller no longer waits. Before it is sent that removes it; afterwards its outcome stands.</summary>
    public void Cancel(CancellationToken cancellationToken)
    {
        Interlocked.CompareExchange(ref _state, Withdrawn, Waiting);
        Abandon(cancellationToken);
    }

    /// <summary>Gives the caller the outcome that was read; called once it is durable.</summary>
    public abstract void Publish();

    public abstract void Fail(Exception failure);

    protected abstract void Abandon(CancellationToken cancellationToken);
}
