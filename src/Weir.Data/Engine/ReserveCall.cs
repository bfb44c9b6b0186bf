using System.Data.Common;
using Npgsql;
using Weir.Core.Engine;

namespace Weir.Data.Engine;

/// <summary><c>weir.reserve</c>.</summary>
internal static class ReserveCall
{
    public static NpgsqlBatchCommand Command(
        DateTimeOffset now, IReadOnlyList<Pending<ReserveOperation, ReserveResult>> reserves) =>
        new NpgsqlBatchCommand(EngineSql.Reserve)
            .With(now)
            .WithColumn(reserves, r => r.CustomerId)
            .WithColumn(reserves, r => r.Operation.UserId)
            .WithColumn(reserves, r => r.Operation.HoldId)
            .WithColumn(reserves, r => WireText.Clean(r.Operation.Feature, 100))
            .WithColumn(reserves, r => LeaseMilliseconds(r.Operation))
            .WithColumn(reserves, r => WireText.Clean(r.Operation.IdempotencyKey, int.MaxValue))
            .WithColumn(reserves, r => RequestHashes.ToArray(r.Operation.RequestHash))
            .WithLines(LineArrays.Of(reserves, r => r.Operation.Lines));

    /// <summary>
    /// op, status, expires_at, the denial (8 columns), the settled event (7 columns), scope and kind of the denial. Op 0 is
    /// that of all: they are reserved.
    /// </summary>
    public static void Read(
        DbDataReader reader, IReadOnlyList<Pending<ReserveOperation, ReserveResult>> reserves, DateTimeOffset now)
    {
        while (reader.Read())
        {
            var op = reader.GetInt32(0);
            if (op == 0)
            {
                foreach (var one in reserves)
                    one.Read(new(ReserveStatus.Reserved, one.Operation.HoldId, now.AddMilliseconds(LeaseMilliseconds(one.Operation))));
                return;
            }
            var pending = reserves[op - 1];
            var status = ReadStatus(reader.GetString(1));
            pending.Read(new ReserveResult(status, pending.Operation.HoldId, reader.Optional<DateTimeOffset>(2) ?? default)
            {
                Denial = reader.ReadDenial(3, 18),
                Settled = reader.IsDBNull(11) ? null : ReadSettled(reader, 11),
            });
        }
    }

    private static long LeaseMilliseconds(ReserveOperation operation) => (long)operation.Lease.TotalMilliseconds;

    private static ReserveStatus ReadStatus(string status) => status switch
    {
        "reserved" => ReserveStatus.Reserved,
        "denied" => ReserveStatus.Denied,
        "in_progress" => ReserveStatus.InProgress,
        "key_conflict" => ReserveStatus.KeyConflict,
        "already_settled" => ReserveStatus.AlreadySettled,
        "invalid" => ReserveStatus.Invalid,
        _ => throw new InvalidOperationException($"weir.reserve answered {status}."),
    };

    private static SettledEvent ReadSettled(DbDataReader reader, int first) => new(
        reader.GetGuid(first), reader.GetInt64(first + 1), reader.GetInt64(first + 2), reader.GetInt64(first + 3),
        reader.GetInt64(first + 4), reader.GetInt64(first + 5), reader.GetString(first + 6));
}
