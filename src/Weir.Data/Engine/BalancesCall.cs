using System.Data.Common;
using Npgsql;
using Weir.Core.Engine;

namespace Weir.Data.Engine;

/// <summary><c>weir.balances</c>: the numbers of customers' meters.</summary>
internal static class BalancesCall
{
    /// <param name="now">The batch's instant.</param>
    /// <param name="pairs">Customers and meters, each pair once.</param>
    public static NpgsqlBatchCommand Command(DateTimeOffset now, IReadOnlyCollection<(Guid CustomerId, string? Meter)> pairs)
    {
        var list = pairs.ToList();
        return new NpgsqlBatchCommand(EngineSql.Balances)
            .With(now).WithColumn(list, p => p.CustomerId).WithColumn(list, p => p.Meter);
    }

    public static void Read(DbDataReader reader, BalanceBook book)
    {
        while (reader.Read()) book.Add(reader.GetGuid(0), ReadBalance(reader, 1));
    }

    /// <summary>meter, unit, granted, used, held, hard_limit, resets_at.</summary>
    public static MeterBalance ReadBalance(DbDataReader reader, int first) => new(
        reader.GetString(first), reader.GetString(first + 1), reader.GetInt64(first + 2), reader.GetInt64(first + 3),
        reader.GetInt64(first + 4), reader.GetInt64(first + 5), reader.Optional<DateTimeOffset>(first + 6));
}
