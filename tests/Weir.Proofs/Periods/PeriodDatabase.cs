using Npgsql;
using Weir.Core.Catalog;

namespace Weir.Proofs.Periods;

/// <summary>What the database under proof answers. Times are microseconds since 1970.</summary>
internal sealed class PeriodDatabase(NpgsqlDataSource source)
{
    private const string ReadZones = """
        select z.name from pg_catalog.pg_timezone_names as z
        where z.name = 'UTC' or z.name ~ '^[A-Z][A-Za-z]+/' order by z.name
        """;

    private const string ReadOffsets = """
        select array_agg(extract(epoch from t.at at time zone $1 - t.at at time zone 'UTC')::integer order by t.n)
        from unnest($2) with ordinality as t (at, n)
        """;

    private const string ReadPeriods = """
        select p.period_start, p.period_end
        from unnest($4) with ordinality as t (at, n) cross join lateral weir.period_at($1, $2, $3, t.at) as p
        order by t.n
        """;

    /// <summary>The zones that a customer may have.</summary>
    public async Task<IReadOnlyList<string>> ZonesAsync(CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand(ReadZones);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var zones = new List<string>();
        while (await reader.ReadAsync(cancellationToken)) zones.Add(reader.GetString(0));
        return zones;
    }

    /// <summary>Local time less UTC at instants, in seconds.</summary>
    public async Task<int[]> OffsetsAsync(string zone, IReadOnlyList<long> instants, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand(ReadOffsets);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = zone });
        command.Parameters.Add(new NpgsqlParameter<DateTime[]> { TypedValue = [.. instants.Select(ToTime)] });
        return (int[])(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    /// <summary>The period that contains each instant.</summary>
    public async Task<IReadOnlyList<(long Start, long End)>> PeriodsAsync(
        PeriodKind kind, long anchor, string zone, IReadOnlyList<long> instants, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand(ReadPeriods);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = Name(kind) });
        command.Parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = ToTime(anchor) });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = zone });
        command.Parameters.Add(new NpgsqlParameter<DateTime[]> { TypedValue = [.. instants.Select(ToTime)] });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var periods = new List<(long, long)>(instants.Count);
        while (await reader.ReadAsync(cancellationToken))
            periods.Add((ToMicros(reader.GetDateTime(0)), ToMicros(reader.GetDateTime(1))));
        return periods;
    }

    private static string Name(PeriodKind kind) => kind switch
    {
        PeriodKind.Day => "day",
        PeriodKind.CalendarMonth => "calendar_month",
        PeriodKind.BillingMonth => "billing_month",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "A lifetime has no boundary."),
    };

    private static DateTime ToTime(long micros) => DateTime.UnixEpoch.AddTicks(micros * 10);

    private static long ToMicros(DateTime time) => (time - DateTime.UnixEpoch).Ticks / 10;
}
