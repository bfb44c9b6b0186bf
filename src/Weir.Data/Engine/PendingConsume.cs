using Weir.Core.Engine;

namespace Weir.Data.Engine;

internal sealed class PendingConsume(Pending<RecordOperation, ConsumeResult> pending)
    : PendingPost("consume", pending.CustomerId, pending.Operation.EventId, pending.Operation.Lines, pending.Operation.Event)
{
    public override Guid? UserId => pending.Operation.UserId;

    public override string? Key => pending.Operation.IdempotencyKey;

    public override byte[]? RequestHash => RequestHashes.ToArray(pending.Operation.RequestHash);

    public override void Read(PostRow row, BalanceBook balances)
    {
        var status = row.Status switch
        {
            "posted" => ReserveStatus.Reserved,
            // The same operation again answers as the first time.
            "already_settled" when row.EventId == EventId => ReserveStatus.Reserved,
            "already_settled" => ReserveStatus.AlreadySettled,
            "denied" => ReserveStatus.Denied,
            "in_progress" => ReserveStatus.InProgress,
            "key_conflict" => ReserveStatus.KeyConflict,
            _ => ReserveStatus.Invalid,
        };
        pending.Read(new ConsumeResult(status, row.EventId ?? EventId, row.Denial, balances.Of(CustomerId, Lines)));
    }
}
