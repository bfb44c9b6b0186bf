using Npgsql;
using Weir.Data.Admin;
using Weir.Data.Engine;

namespace Weir.Data.Billing;

/// <summary>Providers' messages as operators look at them, and have them worked on again.</summary>
public sealed class WebhookEvents(WeirDatabase database, BillingBell bell, TimeProvider time)
{
    /// <summary>A page, newest first, of at most <see cref="AdminReader.MaxPage"/> rows.</summary>
    /// <exception cref="StoreUnavailableException">The database cannot be reached.</exception>
    public Task<IReadOnlyList<WebhookEvent>> PageAsync(
        string? provider, string? state, DateTimeOffset? beforeReceivedAt, Guid? beforeEventId, int limit,
        CancellationToken cancellationToken) =>
        ReadAsync(null, provider, state, beforeReceivedAt, beforeEventId, limit, cancellationToken);

    /// <summary>One message with its facts; null when there is none.</summary>
    /// <exception cref="StoreUnavailableException">The database cannot be reached.</exception>
    public async Task<WebhookEvent?> FindAsync(Guid eventId, CancellationToken cancellationToken) =>
        (await ReadAsync(eventId, null, null, null, null, 1, cancellationToken)).SingleOrDefault();

    /// <summary>Has a message worked on again, and records who asked.</summary>
    /// <exception cref="StoreUnavailableException">The database cannot be reached; repeat it.</exception>
    public async Task<ReplayOutcome> ReplayAsync(Guid eventId, ChangeOrigin origin, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(origin);
        await using var command = database.App.CreateCommand(BillingSql.Replay)
            .With(time.GetUtcNow().ToUniversalTime())
            .With(origin)
            .With(eventId);
        var answer = await StoreFailures.GuardAsync(
            async () => await command.ExecuteScalarAsync(cancellationToken) as string, cancellationToken);
        bell.Ring();
        return answer switch
        {
            "replayed" => ReplayOutcome.Replayed,
            "waiting" => ReplayOutcome.Waiting,
            "empty" => ReplayOutcome.Empty,
            "not_found" => ReplayOutcome.NotFound,
            _ => throw new InvalidOperationException($"weir.admin_replay_webhook answered {answer}."),
        };
    }

    private Task<IReadOnlyList<WebhookEvent>> ReadAsync(
        Guid? eventId, string? provider, string? state, DateTimeOffset? beforeReceivedAt, Guid? beforeEventId, int limit,
        CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return StoreFailures.GuardAsync<IReadOnlyList<WebhookEvent>>(
            async () =>
            {
                await using var command = database.App.CreateCommand(BillingSql.EventPage)
                    .With(eventId)
                    .With(provider)
                    .With(state)
                    .With(beforeReceivedAt?.ToUniversalTime())
                    .With(beforeEventId)
                    .With(Math.Min(limit, AdminReader.MaxPage));
                await using var reader = await command.ExecuteReaderAsync(cancellationToken);
                var rows = new List<WebhookEvent>();
                while (await reader.ReadAsync(cancellationToken)) rows.Add(Read(reader));
                return rows;
            },
            cancellationToken);
    }

    private static WebhookEvent Read(NpgsqlDataReader row) => new(
        row.GetGuid(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetString(4),
        row.Optional<DateTimeOffset>(5), row.GetFieldValue<DateTimeOffset>(6), row.GetString(7), row.GetInt32(8),
        row.Optional<DateTimeOffset>(9), row.OptionalText(10), row.Optional<DateTimeOffset>(11), row.OptionalText(12));
}
