using Weir.Data.Admin;
using Weir.Data.Engine;

namespace Weir.Data.Billing;

/// <summary>The messages that wait. Any number of workers, here and in other replicas, share them.</summary>
public sealed class BillingQueue(WeirDatabase database, TimeProvider time)
{
    /// <summary>
    /// Works on the message that is due longest, in one transaction; null when none is. What fails is put off or parked, and
    /// says so: it never hinders the next.
    /// </summary>
    /// <exception cref="StoreUnavailableException">The database cannot be reached: whether it was worked on is unknown.</exception>
    public Task<WorkedEvent?> WorkAsync(CancellationToken cancellationToken) =>
        StoreFailures.GuardAsync(
            async () =>
            {
                await using var command = database.App.CreateCommand(BillingSql.Work)
                    .With(time.GetUtcNow().ToUniversalTime())
                    .With(Random.Shared.NextDouble());
                await using var reader = await command.ExecuteReaderAsync(cancellationToken);
                if (!await reader.ReadAsync(cancellationToken)) return null;
                var worked = new WorkedEvent(
                    reader.GetString(0), reader.GetString(1), reader.GetString(2), StateOf(reader.GetString(3)),
                    reader.GetInt32(4), reader.OptionalText(5), BillingWords.ModeOf(reader.GetString(6)),
                    reader.GetFieldValue<string[]>(7));
                // The row comes before the commit: only the end of the answer says that it happened.
                await reader.NextResultAsync(cancellationToken);
                return worked;
            },
            cancellationToken);

    private static WorkedState StateOf(string state) => state switch
    {
        "processed" => WorkedState.Processed,
        "received" => WorkedState.Waiting,
        "parked" => WorkedState.Parked,
        var other => throw new InvalidOperationException($"weir.work_billing_event answered {other}."),
    };
}
