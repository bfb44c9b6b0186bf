using Weir.Core.Engine;

namespace Weir.Data.Engine;

internal sealed class PendingRecord(Pending<RecordOperation, RecordResult> pending)
    : PendingPost("record", pending.CustomerId, pending.Operation.EventId, pending.Operation.Lines, pending.Operation.Event)
{
    public override Guid? UserId => pending.Operation.UserId;

    public override string? Key => pending.Operation.IdempotencyKey;

    public override byte[]? RequestHash => RequestHashes.ToArray(pending.Operation.RequestHash);

    public override void Read(PostRow row, BalanceBook balances)
    {
        var eventId = row.EventId ?? EventId;
        RecordStatus? status = row.Status switch
        {
            "posted" => RecordStatus.Recorded,
            // A lost attempt of this very operation had arrived.
            "already_settled" when pending.Resent && eventId == EventId => RecordStatus.Recorded,
            "already_settled" => RecordStatus.AlreadyRecorded,
            "key_conflict" or "in_progress" => RecordStatus.KeyConflict,
            "too_old" => RecordStatus.TooOld,
            "future" => RecordStatus.Future,
            _ => null,
        };
        if (status is null) pending.Refuse(Invalid());
        else pending.Read(new RecordResult(status.Value, eventId));
    }
}
