using Npgsql;
using Weir.Core.Billing;
using Weir.Data.Admin;
using Weir.Data.Engine;

namespace Weir.Data.Billing.Overage;

/// <summary>Usage beyond what plans include, on its way to Stripe's meters. Any number of servers share it.</summary>
public sealed class OverageOutbox(WeirDatabase database, TimeProvider time)
{
    /// <summary>How long a message is its sender's alone; far longer than a call may take.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    private const int PageSize = 200;

    /// <summary>Writes what overage has grown by into the outbox, customer by customer.</summary>
    /// <returns>How many messages.</returns>
    /// <exception cref="StoreUnavailableException">The database cannot be reached; repeat it.</exception>
    public async Task<int> ReportAsync(CancellationToken cancellationToken)
    {
        Guid? last = null;
        var messages = 0;
        do
        {
            await using var command = Command(OverageSql.ReportPage).With(last).With(PageSize);
            (last, var more) = await StoreFailures.GuardAsync(
                async () =>
                {
                    await using var reader = await command.ExecuteReaderAsync(cancellationToken);
                    await reader.ReadAsync(cancellationToken);
                    var page = (reader.Optional<Guid>(0), reader.GetInt32(1));
                    await reader.NextResultAsync(cancellationToken); // until then it may not be committed
                    return page;
                },
                cancellationToken);
            messages += more;
        }
        while (last is not null);
        return messages;
    }

    /// <summary>The message that is due longest; null when none is. Finish it, or it is due again after the lease.</summary>
    /// <exception cref="StoreUnavailableException">The database cannot be reached.</exception>
    public Task<ClaimedMessage?> ClaimAsync(BillingMode mode, CancellationToken cancellationToken) =>
        StoreFailures.GuardAsync(
            async () =>
            {
                await using var command = Command(OverageSql.Claim).With(BillingWords.Of(mode)).With(Lease);
                await using var reader = await command.ExecuteReaderAsync(cancellationToken);
                if (!await reader.ReadAsync(cancellationToken)) return null;
                var claimed = new ClaimedMessage(
                    reader.GetGuid(0), reader.GetGuid(1), reader.GetString(2) == "parked", reader.GetString(3),
                    reader.GetString(4), reader.GetInt64(5), reader.GetFieldValue<DateTimeOffset>(6), reader.OptionalText(7));
                // The row comes before the commit: only the end of the answer says that it is the caller's.
                await reader.NextResultAsync(cancellationToken);
                return claimed;
            },
            cancellationToken);

    /// <summary>Notes what came of it. A repeat changes nothing.</summary>
    /// <returns>Whether it is parked now.</returns>
    /// <exception cref="StoreUnavailableException">The database cannot be reached: after the lease it is sent again.</exception>
    public Task<bool> FinishAsync(ClaimedMessage message, MessageFate fate, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(fate);
        return StoreFailures.GuardAsync(
            async () =>
            {
                await using var command = Command(OverageSql.Finish)
                    .With(message.Id)
                    .With(message.ClaimId)
                    .With(WordOf(fate.Outcome))
                    .With(fate.MayBeCounted)
                    .With(fate.Reason)
                    .With(Random.Shared.NextDouble());
                return await command.ExecuteScalarAsync(cancellationToken) as string == "parked";
            },
            cancellationToken);
    }

    private NpgsqlCommand Command(string sql) => database.App.CreateCommand(sql).With(time.GetUtcNow().ToUniversalTime());

    private static string WordOf(MessageOutcome outcome) => outcome switch
    {
        MessageOutcome.Sent => "sent",
        MessageOutcome.Failed => "failed",
        MessageOutcome.Refused => "refused",
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "Unknown outcome."),
    };
}
