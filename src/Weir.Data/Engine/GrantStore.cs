using Npgsql;

namespace Weir.Data.Engine;

/// <summary>Grants beside those of plans: top-ups, promotions, gifts by hand.</summary>
public sealed class GrantStore
{
    private readonly NpgsqlDataSource _source;
    private readonly TimeProvider _time;

    public GrantStore(WeirDatabase database, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(database);
        _source = database.App;
        _time = time;
    }

    /// <summary>Gives units. Idempotent by <see cref="UnitGrant.GrantId"/>.</summary>
    /// <exception cref="PostgresException">
    /// 22023: a negative amount, an unknown source, or an end that is not after the start.
    /// </exception>
    /// <exception cref="StoreUnavailableException">The database cannot be reached; repeat it with the same id.</exception>
    public Task<GrantOutcome> GrantAsync(UnitGrant grant, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(grant);
        return StoreFailures.GuardAsync(
            async () =>
            {
                await using var command = _source.CreateCommand(EngineSql.GrantUnits);
                command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = _time.GetUtcNow().ToUniversalTime() });
                command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = grant.CustomerId });
                command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = grant.GrantId });
                command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = grant.Meter });
                command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = grant.Amount });
                command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = grant.Source });
                command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = grant.Priority });
                command.Parameters.Add(
                    new NpgsqlParameter<DateTimeOffset?> { TypedValue = grant.EffectiveAt?.ToUniversalTime() });
                command.Parameters.Add(new NpgsqlParameter<DateTimeOffset?> { TypedValue = grant.ExpiresAt?.ToUniversalTime() });
                return (string)(await command.ExecuteScalarAsync(cancellationToken))! switch
                {
                    "granted" => GrantOutcome.Granted,
                    "already_granted" => GrantOutcome.AlreadyGranted,
                    "unknown_customer" => GrantOutcome.UnknownCustomer,
                    "unknown_meter" => GrantOutcome.UnknownMeter,
                    var other => throw new InvalidOperationException($"weir.grant_units answered {other}."),
                };
            },
            cancellationToken);
    }

    /// <summary>
    /// Ends a grant now. Pending holds keep what they hold of it, and settle; the rest is breakage. A repeat is harmless.
    /// </summary>
    /// <exception cref="StoreUnavailableException">The database cannot be reached; repeat it.</exception>
    public Task<RevokeResult> RevokeAsync(Guid customerId, Guid grantId, CancellationToken cancellationToken) =>
        StoreFailures.GuardAsync(
            async () =>
            {
                await using var command = _source.CreateCommand(EngineSql.RevokeGrant);
                command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = _time.GetUtcNow().ToUniversalTime() });
                command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = customerId });
                command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = grantId });
                await using var reader = await command.ExecuteReaderAsync(cancellationToken);
                return await ReadRevocationAsync(reader, cancellationToken);
            },
            cancellationToken);

    /// <summary>The one row that <c>weir.revoke_grant</c> answers with.</summary>
    internal static async Task<RevokeResult> ReadRevocationAsync(
        NpgsqlDataReader reader, CancellationToken cancellationToken)
    {
        await reader.ReadAsync(cancellationToken);
        var outcome = reader.GetString(0) switch
        {
            "revoked" => RevokeOutcome.Revoked,
            "already_ended" => RevokeOutcome.AlreadyEnded,
            "plan_grant" => RevokeOutcome.PlanGrant,
            "not_found" => RevokeOutcome.NotFound,
            var other => throw new InvalidOperationException($"weir.revoke_grant answered {other}."),
        };
        var result = new RevokeResult(outcome, reader.Optional<long>(1) ?? 0);
        // The row comes before the commit: only the end of the answer says that it happened.
        await reader.NextResultAsync(cancellationToken);
        return result;
    }
}
