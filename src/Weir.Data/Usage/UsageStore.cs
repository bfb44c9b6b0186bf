using System.Data.Common;
using Npgsql;
using Weir.Core.Engine;
using Weir.Core.Usage;
using Weir.Data.Engine;

namespace Weir.Data.Usage;

/// <summary>Reads of one customer's usage. From the primary, never cached.</summary>
public sealed class UsageStore
{
    /// <summary>Most rows of a page.</summary>
    public const int MaxPage = 1000;

    private readonly NpgsqlDataSource _source;
    private readonly TimeProvider _time;

    public UsageStore(WeirDatabase database, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(database);
        _source = database.App;
        _time = time;
    }

    /// <summary>
    /// Totals and balances of the current plan period, or of the month that begins at <paramref name="month"/> (UTC): then
    /// balances are those of the month's end, if it is over. Totals are exact to the instant.
    /// </summary>
    /// <exception cref="StoreUnavailableException">The database cannot be reached.</exception>
    public Task<UsageSummary> GetSummaryAsync(Guid customerId, DateOnly? month, CancellationToken cancellationToken) =>
        StoreFailures.GuardAsync(
            async () =>
            {
                var now = Now();
                var at = month is { } first ? EndOf(first, now) : now;
                await using var batch = _source.CreateBatch();
                batch.BatchCommands.Add(new NpgsqlBatchCommand(UsageSql.Summary).With(now).With(customerId).With(month));
                batch.BatchCommands.Add(new NpgsqlBatchCommand(UsageSql.Balances).With(at).With(customerId));
                await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
                await reader.ReadAsync(cancellationToken);
                var summary = new UsageSummary(
                    reader.GetFieldValue<DateTimeOffset>(0), reader.GetFieldValue<DateTimeOffset>(1), reader.GetInt64(2),
                    reader.GetInt64(3), reader.GetInt64(4), reader.GetInt64(5), reader.GetInt64(6), []);
                await reader.NextResultAsync(cancellationToken);
                return summary with { Meters = await ReadBalancesAsync(reader, cancellationToken) };
            },
            cancellationToken);

    /// <summary>The balance of every granted meter of the customer.</summary>
    /// <exception cref="StoreUnavailableException">The database cannot be reached.</exception>
    public Task<IReadOnlyList<MeterBalance>> GetBalancesAsync(Guid customerId, CancellationToken cancellationToken) =>
        StoreFailures.GuardAsync(
            async () =>
            {
                await using var command = _source.CreateCommand(UsageSql.Balances);
                command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = Now() });
                command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = customerId });
                await using var reader = await command.ExecuteReaderAsync(cancellationToken);
                return await ReadBalancesAsync(reader, cancellationToken);
            },
            cancellationToken);

    /// <summary>The balance of one granted meter; null when it needs no grant, or there is no such meter.</summary>
    /// <exception cref="StoreUnavailableException">The database cannot be reached.</exception>
    public Task<MeterBalance?> GetBalanceAsync(Guid customerId, string meter, CancellationToken cancellationToken) =>
        StoreFailures.GuardAsync(
            async () =>
            {
                await using var command = _source.CreateCommand(EngineSql.Balances);
                command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = Now() });
                command.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = [customerId] });
                command.Parameters.Add(new NpgsqlParameter<string?[]> { TypedValue = [WireText.Clean(meter)] });
                await using var reader = await command.ExecuteReaderAsync(cancellationToken);
                return await reader.ReadAsync(cancellationToken) ? BalancesCall.ReadBalance(reader, 1) : null;
            },
            cancellationToken);

    /// <summary>
    /// Ledger rows, newest first, after the cursor (time and id of the last row seen); at most <see cref="MaxPage"/>.
    /// </summary>
    /// <exception cref="StoreUnavailableException">The database cannot be reached.</exception>
    public Task<IReadOnlyList<UsageEvent>> PageEventsAsync(
        Guid customerId, DateTimeOffset? beforeRecordedAt, Guid? beforeEventId, int limit, CancellationToken cancellationToken) =>
        StoreFailures.GuardAsync<IReadOnlyList<UsageEvent>>(
            async () =>
            {
                await using var command = _source.CreateCommand(UsageSql.Page);
                command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = customerId });
                command.Parameters.Add(new NpgsqlParameter<DateTimeOffset?> { TypedValue = beforeRecordedAt?.ToUniversalTime() });
                command.Parameters.Add(new NpgsqlParameter<Guid?> { TypedValue = beforeEventId });
                command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = Math.Clamp(limit, 1, MaxPage) });
                await using var reader = await command.ExecuteReaderAsync(cancellationToken);
                var events = new List<UsageEvent>();
                while (await reader.ReadAsync(cancellationToken)) events.Add(UsageRows.ReadEvent(reader, customerId));
                return events;
            },
            cancellationToken);

    private static async Task<IReadOnlyList<MeterBalance>> ReadBalancesAsync(
        DbDataReader reader, CancellationToken cancellationToken)
    {
        var balances = new List<MeterBalance>();
        while (await reader.ReadAsync(cancellationToken)) balances.Add(BalancesCall.ReadBalance(reader, 0));
        return balances;
    }

    /// <summary>The last instant of a month that is over, else now. The database counts microseconds.</summary>
    private static DateTimeOffset EndOf(DateOnly month, DateTimeOffset now)
    {
        var last = new DateTimeOffset(month.AddMonths(1).ToDateTime(TimeOnly.MinValue), TimeSpan.Zero).AddMicroseconds(-1);
        return last < now ? last : now;
    }

    private DateTimeOffset Now() => _time.GetUtcNow().ToUniversalTime();
}
