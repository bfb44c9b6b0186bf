using Npgsql;
using Weir.Core.Usage;
using Weir.Data.Engine;

namespace Weir.Data.Limits;

/// <summary>The limits of customers' plans, and where they stand. Reads only: what a reserve decides, only it can say.</summary>
public sealed class LimitStore
{
    private readonly NpgsqlDataSource _source;
    private readonly TimeProvider _time;

    public LimitStore(WeirDatabase database, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(database);
        _source = database.App;
        _time = time;
    }

    /// <summary>The limits that hold for a call now, by code; empty without any, and for an unknown customer.</summary>
    /// <param name="customerId">Whose.</param>
    /// <param name="userId">The member who calls; null: as calls that name none are counted.</param>
    /// <param name="feature">The feature that is called; null: as calls that name none are counted.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="StoreUnavailableException">The database cannot be reached.</exception>
    public Task<IReadOnlyList<LimitState>> ListAsync(
        Guid customerId, Guid? userId, string? feature, CancellationToken cancellationToken) =>
        StoreFailures.GuardAsync<IReadOnlyList<LimitState>>(
            async () =>
            {
                await using var command = _source.CreateCommand(LimitSql.CustomerLimits);
                command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = _time.GetUtcNow().ToUniversalTime() });
                command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = customerId });
                command.Parameters.Add(new NpgsqlParameter<Guid?> { TypedValue = userId });
                command.Parameters.Add(new NpgsqlParameter<string?> { TypedValue = WireText.Clean(feature, 100) });
                await using var reader = await command.ExecuteReaderAsync(cancellationToken);
                var limits = new List<LimitState>();
                while (await reader.ReadAsync(cancellationToken)) limits.Add(ReadLimit(reader));
                return limits;
            },
            cancellationToken);

    /// <summary>A row of <see cref="LimitSql.Columns"/>.</summary>
    internal static LimitState ReadLimit(NpgsqlDataReader row) => new(
        row.GetString(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetString(4), row.GetString(5),
        row.GetInt32(6), row.GetInt64(7), row.GetInt64(8), row.GetInt64(9), row.Optional<DateTimeOffset>(10));
}
