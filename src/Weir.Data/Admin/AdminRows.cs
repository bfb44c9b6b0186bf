using Npgsql;
using Weir.Core.Engine;
using Weir.Data.Accounts;
using Weir.Data.Engine;

namespace Weir.Data.Admin;

/// <summary>Rows of the admin functions as records.</summary>
internal static class AdminRows
{
    public static AdminCustomer ReadCustomer(NpgsqlDataReader row) => new(
        row.GetGuid(0),
        AccountRows.ReadKind(row.GetString(1)),
        row.GetFieldValue<DateTimeOffset>(2),
        row.Optional<DateTimeOffset>(3),
        AccountRows.ReadStatus(row.GetString(4)),
        row.OptionalText(5),
        row.GetInt32(6),
        row.Optional<DateTimeOffset>(7),
        row.Optional<DateTimeOffset>(8));

    public static AdminGrant ReadGrant(NpgsqlDataReader row) => new(
        row.GetGuid(0), row.GetString(1), row.GetString(2), row.GetInt32(3), row.GetInt64(4), row.GetInt64(5),
        row.GetString(6), row.GetFieldValue<DateTimeOffset>(7), row.EndingAt(8), row.GetFieldValue<DateTimeOffset>(9),
        row.IsDBNull(10)
            ? null
            : new AdminBucket(
                row.GetFieldValue<DateTimeOffset>(10), row.EndingAt(11), row.GetInt64(12), row.GetInt64(13)));

    public static AdminHold ReadHold(NpgsqlDataReader row) => new(
        row.GetGuid(0), row.Optional<Guid>(1), row.OptionalText(2), row.GetString(3),
        row.GetFieldValue<DateTimeOffset>(4), row.GetFieldValue<DateTimeOffset>(5), row.Optional<DateTimeOffset>(6),
        row.Optional<Guid>(7), row.OptionalText(8),
        [
            .. row.GetFieldValue<string[]>(9).Zip(
                row.GetFieldValue<long[]>(10), (meter, quantity) => new MeterQuantity(meter, quantity)),
        ]);

    public static AuditEntry ReadEntry(NpgsqlDataReader row) => new(
        row.GetGuid(0), row.GetFieldValue<DateTimeOffset>(1), row.GetString(2), row.GetString(3), row.GetString(4),
        row.GetString(5), row.Optional<Guid>(6), row.OptionalText(7), row.GetString(8));
}
