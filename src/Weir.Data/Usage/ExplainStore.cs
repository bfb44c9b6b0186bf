using Npgsql;
using Weir.Core.Usage;
using Weir.Data.Engine;
using Weir.Data.Limits;

namespace Weir.Data.Usage;

/// <summary>What is behind a customer's numbers. From the primary, never cached.</summary>
public sealed class ExplainStore
{
    /// <summary>After those of a limit.</summary>
    private const int DocumentColumn = 11;

    private readonly NpgsqlDataSource _source;
    private readonly TimeProvider _time;

    public ExplainStore(WeirDatabase database, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(database);
        _source = database.App;
        _time = time;
    }

    /// <summary>Everything behind the numbers of one meter, in one snapshot; null for an unknown customer or meter.</summary>
    /// <param name="customerId">Whose.</param>
    /// <param name="meter">Meter code.</param>
    /// <param name="last">Events, pending holds and ended grants at most: 0 to 100.</param>
    /// <param name="userId">Who asks, whose limits are told; null: those of calls that name nobody.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="StoreUnavailableException">The database cannot be reached.</exception>
    public Task<MeterExplanation?> ExplainAsync(
        Guid customerId, string meter, int last, Guid? userId, CancellationToken cancellationToken) =>
        StoreFailures.GuardAsync(
            async () =>
            {
                await using var command = _source.CreateCommand(UsageSql.Explain);
                command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = Now() });
                command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = customerId });
                command.Parameters.Add(new NpgsqlParameter<string?> { TypedValue = WireText.Clean(meter) });
                command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = last });
                command.Parameters.Add(new NpgsqlParameter<Guid?> { TypedValue = userId });
                await using var reader = await command.ExecuteReaderAsync(cancellationToken);
                string? document = null;
                var standing = new List<LimitState>();
                while (await reader.ReadAsync(cancellationToken))
                {
                    document ??= reader.IsDBNull(DocumentColumn) ? null : reader.GetString(DocumentColumn);
                    if (!reader.IsDBNull(0)) standing.Add(LimitStore.ReadLimit(reader));
                }
                return document is null ? null : ExplanationJson.Read(document) with { Standing = standing };
            },
            cancellationToken);

    /// <summary>What was given and can no longer be used, the oldest first; of every meter when none is named.</summary>
    /// <exception cref="StoreUnavailableException">The database cannot be reached.</exception>
    public Task<IReadOnlyList<LapsedBucket>> ListBreakageAsync(
        Guid customerId, string? meter, CancellationToken cancellationToken) =>
        StoreFailures.GuardAsync<IReadOnlyList<LapsedBucket>>(
            async () =>
            {
                await using var command = _source.CreateCommand(UsageSql.Breakage);
                command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = Now() });
                command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = customerId });
                command.Parameters.Add(new NpgsqlParameter<string?> { TypedValue = WireText.Clean(meter) });
                await using var reader = await command.ExecuteReaderAsync(cancellationToken);
                var rows = new List<LapsedBucket>();
                while (await reader.ReadAsync(cancellationToken))
                {
                    rows.Add(new LapsedBucket(
                        reader.GetString(0), reader.GetString(1), reader.GetGuid(2), reader.GetString(3),
                        reader.Optional<DateTimeOffset>(4), reader.GetFieldValue<DateTimeOffset>(5), reader.GetInt64(6),
                        reader.GetInt64(7), reader.GetInt64(8), reader.GetInt64(9)));
                }
                return rows;
            },
            cancellationToken);

    private DateTimeOffset Now() => _time.GetUtcNow().ToUniversalTime();
}
