namespace Weir.Data.Engine;

/// <summary>An operation with the answer that its caller awaits.</summary>
internal sealed class Pending<TOperation, TResult>(Guid customerId, TOperation operation)
    : PendingOperation(customerId)
{
    private readonly TaskCompletionSource<TResult> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TResult? _outcome;
    private Exception? _refusal;
    private bool _read;

    public TOperation Operation { get; } = operation;

    public Task<TResult> Answer => _answer.Task;

    /// <summary>What the database said; not yet durable.</summary>
    public void Read(TResult outcome)
    {
        (_outcome, _refusal, _read) = (outcome, null, true);
    }

    /// <summary>The database refused this operation alone, for a reason that is a bug.</summary>
    public void Refuse(Exception refusal)
    {
        (_refusal, _read) = (refusal, true);
    }

    public override void Publish()
    {
        if (_refusal is not null) _answer.TrySetException(_refusal);
        else if (_read) _answer.TrySetResult(_outcome!);
        else _answer.TrySetException(new InvalidOperationException("The engine did not answer the operation."));
    }

    public override void Fail(Exception failure) => _answer.TrySetException(failure);

    protected override void Abandon(CancellationToken cancellationToken) => _answer.TrySetCanceled(cancellationToken);
}
