using Npgsql;
using Weir.Data.Admin;
using Weir.Data.Engine;

namespace Weir.Data.Billing.Overage;

/// <summary>Messages to Stripe's meters as operators look at them, and have them sent again.</summary>
public sealed class OverageMessages(WeirDatabase database, TimeProvider time)
{
    /// <summary>A page, newest first, of at most <see cref="AdminReader.MaxPage"/> rows.</summary>
    /// <exception cref="StoreUnavailableException">The database cannot be reached.</exception>
    public Task<IReadOnlyList<OverageMessage>> PageAsync(
        Guid? customerId, string? state, DateTimeOffset? beforeCreatedAt, Guid? beforeId, int limit,
        CancellationToken cancellationToken) =>
        ReadAsync(null, customerId, state, beforeCreatedAt, beforeId, limit, cancellationToken);

    /// <summary>One message; null when there is none.</summary>
    /// <exception cref="StoreUnavailableException">The database cannot be reached.</exception>
    public async Task<OverageMessage?> FindAsync(Guid id, CancellationToken cancellationToken) =>
        (await ReadAsync(id, null, null, null, null, 1, cancellationToken)).SingleOrDefault();

    /// <summary>Has a parked message sent again, and records who asked.</summary>
    /// <exception cref="StoreUnavailableException">The database cannot be reached; repeat it.</exception>
    public async Task<ResendOutcome> ReplayAsync(Guid id, ChangeOrigin origin, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(origin);
        await using var command = database.App.CreateCommand(OverageSql.Replay)
            .With(time.GetUtcNow().ToUniversalTime())
            .With(origin)
            .With(id);
        var answer = await StoreFailures.GuardAsync(
            async () => await command.ExecuteScalarAsync(cancellationToken) as string, cancellationToken);
        return answer switch
        {
            "replayed" => ResendOutcome.Replayed,
            "waiting" => ResendOutcome.Waiting,
            "sent" => ResendOutcome.Sent,
            "not_found" => ResendOutcome.NotFound,
            _ => throw new InvalidOperationException($"weir.admin_replay_overage_message answered {answer}."),
        };
    }

    private Task<IReadOnlyList<OverageMessage>> ReadAsync(
        Guid? id, Guid? customerId, string? state, DateTimeOffset? beforeCreatedAt, Guid? beforeId, int limit,
        CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return StoreFailures.GuardAsync<IReadOnlyList<OverageMessage>>(
            async () =>
            {
                await using var command = database.App.CreateCommand(OverageSql.Page)
                    .With(id)
                    .With(customerId)
                    .With(state)
                    .With(beforeCreatedAt?.ToUniversalTime())
                    .With(beforeId)
                    .With(Math.Min(limit, AdminReader.MaxPage));
                await using var reader = await command.ExecuteReaderAsync(cancellationToken);
                var rows = new List<OverageMessage>();
                while (await reader.ReadAsync(cancellationToken)) rows.Add(Read(reader));
                return rows;
            },
            cancellationToken);
    }

    private static OverageMessage Read(NpgsqlDataReader row) => new(
        row.GetGuid(0), row.GetGuid(1), row.GetString(2), row.GetString(3), row.GetString(4), row.GetString(5), row.GetInt64(6),
        row.GetInt64(7), row.GetFieldValue<DateTimeOffset>(8), row.GetFieldValue<DateTimeOffset>(9), row.GetString(10),
        row.GetInt32(11), row.Optional<DateTimeOffset>(12), row.OptionalText(13), row.Optional<DateTimeOffset>(14));
}
