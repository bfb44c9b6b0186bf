using Weir.Testing;

namespace Weir.Conformance.Tests.Kills;

/// <summary>Nobody may claim a message: it stays answered and unclaimed.</summary>
internal sealed class IdleWorkers(BillingDatabase database) : IHold
{
    private const string Work = "on function weir.work_billing_event(timestamptz, double precision)";

    public static async Task<IdleWorkers> StopAsync(BillingDatabase database, CancellationToken cancellationToken)
    {
        await Sql.RunAsync(database.Superuser, $"revoke execute {Work} from weir_app", cancellationToken);
        return new IdleWorkers(database);
    }

    /// <summary>It is reached with the answer.</summary>
    public Task ReachedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task EndAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task ReleaseAsync(CancellationToken cancellationToken) =>
        Sql.RunAsync(database.Superuser, $"grant execute {Work} to weir_app", cancellationToken);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
