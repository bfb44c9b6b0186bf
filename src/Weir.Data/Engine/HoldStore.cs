using System.Data.Common;
using Npgsql;
using Weir.Core.Engine;

namespace Weir.Data.Engine;

/// <summary>Reads of holds, and the idempotency keys of requests about them. From the primary, never cached.</summary>
public sealed class HoldStore
{
    private readonly NpgsqlDataSource _source;
    private readonly TimeProvider _time;

    public HoldStore(WeirDatabase database, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(database);
        _source = database.App;
        _time = time;
    }

    /// <summary>A hold as it stands now; null when the customer has no such hold.</summary>
    /// <exception cref="StoreUnavailableException">The database cannot be reached.</exception>
    public Task<Hold?> FindAsync(Guid customerId, Guid holdId, CancellationToken cancellationToken) =>
        StoreFailures.GuardAsync(
            async () =>
            {
                await using var command = _source.CreateCommand(EngineSql.ReadHold);
                command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = Now() });
                command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = customerId });
                command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = holdId });
                await using var reader = await command.ExecuteReaderAsync(cancellationToken);
                return await reader.ReadAsync(cancellationToken) ? Read(reader, holdId) : null;
            },
            cancellationToken);

    /// <summary>
    /// Ties a client's key to one request about a hold, before the request is carried out. Repeating it is safe.
    /// </summary>
    /// <exception cref="StoreUnavailableException">The database cannot be reached; whether it is tied is unknown.</exception>
    public Task<KeyClaim> ClaimKeyAsync(
        Guid customerId, Guid holdId, string key, ReadOnlyMemory<byte> requestHash, CancellationToken cancellationToken) =>
        StoreFailures.GuardAsync(
            async () =>
            {
                await using var command = _source.CreateCommand(EngineSql.ClaimKey);
                command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = Now() });
                command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = customerId });
                command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = holdId });
                command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = key });
                command.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = requestHash.ToArray() });
                return (string)(await command.ExecuteScalarAsync(cancellationToken))! switch
                {
                    "claimed" => KeyClaim.Claimed,
                    "conflict" => KeyClaim.Conflict,
                    "not_found" => KeyClaim.NotFound,
                    var other => throw new InvalidOperationException($"weir.claim_key answered {other}."),
                };
            },
            cancellationToken);

    /// <summary>
    /// state, reserved_at, expires_at, user_id, feature, void_reason, event_id, late, then meters and units: held, used,
    /// and of the used the overrun.
    /// </summary>
    private static Hold Read(DbDataReader reader, Guid holdId)
    {
        var used = ReadLines(reader, 10, 11);
        var overrun = reader.GetFieldValue<long[]>(12);
        return new Hold(
            holdId, ReadState(reader.GetString(0)), reader.GetFieldValue<DateTimeOffset>(1),
            reader.GetFieldValue<DateTimeOffset>(2), reader.Optional<Guid>(3), reader.OptionalText(4), reader.OptionalText(5),
            reader.Optional<Guid>(6), reader.GetBoolean(7), ReadLines(reader, 8, 9), used,
            [.. used.Select((line, i) => line with { Quantity = overrun[i] }).Where(line => line.Quantity > 0)]);
    }

    private static MeterQuantity[] ReadLines(DbDataReader reader, int meters, int units)
    {
        var quantities = reader.GetFieldValue<long[]>(units);
        return [.. reader.GetFieldValue<string[]>(meters).Select((meter, i) => new MeterQuantity(meter, quantities[i]))];
    }

    private static HoldState ReadState(string state) => state switch
    {
        "pending" => HoldState.Pending,
        "posted" => HoldState.Posted,
        "voided" => HoldState.Voided,
        "expired" => HoldState.Expired,
        _ => throw new InvalidOperationException($"weir.read_hold answered {state}."),
    };

    private DateTimeOffset Now() => _time.GetUtcNow().ToUniversalTime();
}
