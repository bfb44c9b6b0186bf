using System.Data.Common;
using Npgsql;
using Weir.Core.Engine;

namespace Weir.Data.Engine;

/// <summary><c>weir.extend</c>.</summary>
internal static class ExtendCall
{
    public static NpgsqlBatchCommand Command(
        DateTimeOffset now, IReadOnlyList<Pending<ExtendOperation, ExtendResult>> extends) =>
        new NpgsqlBatchCommand(EngineSql.Extend)
            .With(now)
            .WithColumn(extends, e => e.Operation.CustomerId)
            .WithColumn(extends, e => e.Operation.HoldId)
            .WithColumn(extends, e => (long?)e.Operation.Lease?.TotalMilliseconds)
            .WithLines(LineArrays.Of(extends, e => e.Operation.Lines));

    /// <summary>op, status, expires_at, the denial (8 columns), its scope and what it is.</summary>
    public static void Read(DbDataReader reader, IReadOnlyList<Pending<ExtendOperation, ExtendResult>> extends)
    {
        while (reader.Read())
        {
            var status = ReadStatus(reader.GetString(1));
            extends[reader.GetInt32(0) - 1].Read(
                new ExtendResult(status, reader.Optional<DateTimeOffset>(2)) { Denial = reader.ReadDenial(3, 11) });
        }
    }

    private static ExtendStatus ReadStatus(string status) => status switch
    {
        "extended" => ExtendStatus.Extended,
        "denied" => ExtendStatus.Denied,
        "not_found" => ExtendStatus.NotFound,
        "already_posted" => ExtendStatus.AlreadyPosted,
        "already_voided" => ExtendStatus.AlreadyVoided,
        "already_expired" => ExtendStatus.AlreadyExpired,
        "invalid" => ExtendStatus.Invalid,
        _ => throw new InvalidOperationException($"weir.extend answered {status}."),
    };
}
