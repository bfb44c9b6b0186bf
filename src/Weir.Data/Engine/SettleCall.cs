using Npgsql;
using Weir.Core.Engine;

namespace Weir.Data.Engine;

using PendingSettle = Pending<SettleOperation, SettleResult>;

/// <summary><c>weir.settle</c>.</summary>
internal static class SettleCall
{
    public static NpgsqlBatchCommand Command(DateTimeOffset now, IReadOnlyList<PendingSettle> settles) =>
        new NpgsqlBatchCommand(EngineSql.Settle)
            .With(now)
            .WithColumn(settles, s => s.CustomerId)
            .WithColumn(settles, s => s.Operation.HoldId)
            .WithLines(LineArrays.Of(settles, s => s.Operation.Lines))
            .WithColumn(settles, s => UsageDetails.Of(s.Operation.EventId, s.Operation.Event));

    public static void Assign(IReadOnlyList<PendingSettle> settles, PostRow[] rows, BalanceBook balances)
    {
        for (var i = 0; i < rows.Length; i++) Assign(settles[i], rows[i], balances);
    }

    private static void Assign(PendingSettle settle, PostRow row, BalanceBook balances)
    {
        var operation = settle.Operation;
        SettleStatus? status = row.Status switch
        {
            "posted" => SettleStatus.Posted,
            "posted_late" => SettleStatus.PostedLate,
            // A lost attempt of this very operation had arrived.
            "already_posted" when settle.Resent && row.EventId == operation.EventId => SettleStatus.Posted,
            "already_posted" => SettleStatus.AlreadyPosted,
            "not_found" => SettleStatus.NotFound,
            _ => null,
        };
        if (status is null) settle.Refuse(PendingPost.Invalid());
        else
        {
            settle.Read(new SettleResult(
                status.Value, row.EventId ?? operation.EventId, row.Overrun, balances.Of(settle.CustomerId, operation.Lines)));
        }
    }
}
