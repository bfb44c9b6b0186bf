using Weir.Core.Engine;

namespace Weir.Data.Engine;

internal sealed class PendingSettle(Pending<SettleOperation, SettleResult> pending)
    : PendingPost("settle", pending.CustomerId, pending.Operation.EventId, pending.Operation.Lines, pending.Operation.Event)
{
    public override Guid? HoldId => pending.Operation.HoldId;

    public override void Read(PostRow row, BalanceBook balances)
    {
        SettleStatus? status = row.Status switch
        {
            "posted" => SettleStatus.Posted,
            "posted_late" => SettleStatus.PostedLate,
            // A lost attempt of this very operation had arrived.
            "already_posted" when pending.Resent && row.EventId == EventId => SettleStatus.Posted,
            "already_posted" => SettleStatus.AlreadyPosted,
            "not_found" => SettleStatus.NotFound,
            _ => null,
        };
        if (status is null) pending.Refuse(Invalid());
        else pending.Read(new SettleResult(status.Value, row.EventId ?? EventId, row.Overrun, balances.Of(CustomerId, Lines)));
    }
}
