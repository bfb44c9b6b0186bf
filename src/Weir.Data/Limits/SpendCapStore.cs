using Npgsql;
using Weir.Core.Accounts;

namespace Weir.Data.Limits;

/// <summary>Spend caps: how much overage customers let themselves use.</summary>
public sealed class SpendCapStore
{
    private readonly NpgsqlDataSource _source;
    private readonly TimeProvider _time;

    public SpendCapStore(WeirDatabase database, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(database);
        _source = database.App;
        _time = time;
    }

    /// <summary>
    /// Sets a cap, for the open period too: what is over it already stays, and nothing more is admitted. Null takes it away.
    /// Idempotent.
    /// </summary>
    /// <param name="customerId">Whose.</param>
    /// <param name="meter">Meter code.</param>
    /// <param name="amount">Most overage in each period, at least 0, in the meter's base unit; null for none.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="ArgumentOutOfRangeException">The amount is negative.</exception>
    /// <exception cref="StoreUnavailableException">The database cannot be reached.</exception>
    public Task<SpendCapOutcome> SetAsync(
        Guid customerId, string meter, long? amount, CancellationToken cancellationToken)
    {
        if (amount is { } units) ArgumentOutOfRangeException.ThrowIfNegative(units, nameof(amount));
        return StoreFailures.GuardAsync(
            async () =>
            {
                await using var command = _source.CreateCommand(LimitSql.SetSpendCap);
                command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = Now });
                command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = customerId });
                command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = meter });
                command.Parameters.Add(new NpgsqlParameter<long?> { TypedValue = amount });
                return (string)(await command.ExecuteScalarAsync(cancellationToken))! switch
                {
                    "set" => SpendCapOutcome.Set,
                    "removed" => SpendCapOutcome.Removed,
                    "unknown_customer" => SpendCapOutcome.UnknownCustomer,
                    "unknown_meter" => SpendCapOutcome.UnknownMeter,
                    var other => throw new InvalidOperationException($"weir.set_spend_cap answered {other}."),
                };
            },
            cancellationToken);
    }

    /// <summary>A customer's caps, by meter; empty for an unknown customer, too.</summary>
    /// <exception cref="StoreUnavailableException">The database cannot be reached.</exception>
    public Task<IReadOnlyList<SpendCap>> ListAsync(Guid customerId, CancellationToken cancellationToken) =>
        StoreFailures.GuardAsync<IReadOnlyList<SpendCap>>(
            async () =>
            {
                await using var command = _source.CreateCommand(LimitSql.SpendCaps);
                command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = Now });
                command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = customerId });
                await using var reader = await command.ExecuteReaderAsync(cancellationToken);
                var caps = new List<SpendCap>();
                while (await reader.ReadAsync(cancellationToken))
                {
                    caps.Add(new SpendCap(
                        reader.GetString(0), reader.GetString(1), reader.GetInt64(2), reader.GetInt64(3),
                        reader.GetFieldValue<DateTimeOffset>(4)));
                }
                return caps;
            },
            cancellationToken);

    private DateTimeOffset Now => _time.GetUtcNow().ToUniversalTime();
}
