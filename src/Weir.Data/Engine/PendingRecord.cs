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
        switch (row.Status)
        {
            case "posted":
                pending.Read(new RecordResult(true, eventId, KeyConflict: false));
                break;
            case "already_settled":
                // A lost attempt of this very operation had arrived.
                pending.Read(new RecordResult(pending.Resent && eventId == EventId, eventId, KeyConflict: false));
                break;
            case "key_conflict" or "in_progress":
                pending.Read(new RecordResult(false, eventId, KeyConflict: true));
                break;
            default:
                pending.Refuse(Invalid());
                break;
        }
    }
}
