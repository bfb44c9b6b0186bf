using Npgsql;
using Weir.Core.Billing;
using Weir.Data.Admin;

namespace Weir.Data.Billing;

/// <summary>Which server compares a provider's subscriptions tonight.</summary>
public sealed class ReconcileLease(WeirDatabase database, TimeProvider time)
{
    private const string Claim = "select weir.claim_reconcile($1, $2, $3, $4)";
    private const string Finish = "select weir.finish_reconcile($1, $2, $3, $4, $5)";

    /// <summary>True for one server: the last comparison began before <paramref name="due"/>, or was given up.</summary>
    /// <exception cref="StoreUnavailableException">The database cannot be reached.</exception>
    public Task<bool> ClaimAsync(
        BillingProvider provider, BillingMode mode, DateTimeOffset due, CancellationToken cancellationToken) =>
        StoreFailures.GuardAsync(
            async () =>
            {
                await using var command = Command(Claim, provider, mode).With(due.ToUniversalTime());
                return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
            },
            cancellationToken);

    /// <summary>Notes that it came to its end.</summary>
    /// <exception cref="StoreUnavailableException">The database cannot be reached.</exception>
    public Task FinishAsync(
        BillingProvider provider, BillingMode mode, int seen, int repaired, CancellationToken cancellationToken) =>
        StoreFailures.GuardAsync(
            async () =>
            {
                await using var command = Command(Finish, provider, mode).With(seen).With(repaired);
                return await command.ExecuteNonQueryAsync(cancellationToken);
            },
            cancellationToken);

    private NpgsqlCommand Command(string sql, BillingProvider provider, BillingMode mode) =>
        database.App.CreateCommand(sql)
            .With(time.GetUtcNow().ToUniversalTime())
            .With(provider.Name())
            .With(BillingWords.Of(mode));
}
