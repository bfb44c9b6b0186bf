using System.Data.Common;
using Npgsql;
using Weir.Core.Engine;

namespace Weir.Data.Engine;

/// <summary><c>weir.void</c>.</summary>
internal static class VoidCall
{
    public static NpgsqlBatchCommand Command(
        DateTimeOffset now, IReadOnlyList<Pending<VoidOperation, VoidStatus>> voids) =>
        new NpgsqlBatchCommand(EngineSql.Void)
            .With(now)
            .WithColumn(voids, v => v.CustomerId)
            .WithColumn(voids, v => v.Operation.HoldId)
            .WithColumn(voids, v => WireText.Clean(v.Operation.Reason, 100));

    /// <summary>op, status.</summary>
    public static void Read(DbDataReader reader, IReadOnlyList<Pending<VoidOperation, VoidStatus>> voids)
    {
        while (reader.Read())
        {
            var pending = voids[reader.GetInt32(0) - 1];
            pending.Read(reader.GetString(1) switch
            {
                "voided" => VoidStatus.Voided,
                // A lost attempt of this very operation had arrived.
                "already_voided" when pending.Resent => VoidStatus.Voided,
                "already_voided" => VoidStatus.AlreadyVoided,
                "already_posted" => VoidStatus.AlreadyPosted,
                "already_expired" => VoidStatus.AlreadyExpired,
                "not_found" => VoidStatus.NotFound,
                var other => throw new InvalidOperationException($"weir.void answered {other}."),
            });
        }
    }
}
