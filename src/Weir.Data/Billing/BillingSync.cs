using Npgsql;
using Weir.Core.Billing;
using Weir.Core.Deployment;
using Weir.Data.Admin;

namespace Weir.Data.Billing;

/// <summary>What payments entitle customers to, computed anew from what is known and the time.</summary>
public sealed class BillingSync(WeirDatabase database, TimeProvider time)
{
    /// <summary>
    /// One customer's entitlements and plan. True when something changed. Nothing happens to one that is deleted or unknown.
    /// </summary>
    /// <exception cref="StoreUnavailableException">The database cannot be reached; repeat it.</exception>
    public Task<bool> SyncAsync(Guid customerId, CancellationToken cancellationToken) =>
        ScalarAsync<bool>(Command(BillingSql.Sync).With(customerId), cancellationToken);

    /// <summary>Those that the time alone changed, such as a grace that is over: at most <paramref name="limit"/>.</summary>
    /// <returns>How many were due.</returns>
    /// <exception cref="StoreUnavailableException">The database cannot be reached; repeat it.</exception>
    public Task<int> SyncDueAsync(int limit, CancellationToken cancellationToken) =>
        ScalarAsync<int>(Command(BillingSql.SyncDue).With(limit), cancellationToken);

    /// <summary>All customers. Answers how many of them changed.</summary>
    /// <exception cref="StoreUnavailableException">The database cannot be reached; repeat it.</exception>
    public Task<int> RecomputeAsync(CancellationToken cancellationToken) =>
        ScalarAsync<int>(Command(BillingSql.Recompute), cancellationToken);

    /// <summary>The rules of this server. True when they changed; then <see cref="RecomputeAsync"/> is due.</summary>
    /// <exception cref="StoreUnavailableException">The database cannot be reached; repeat it.</exception>
    public Task<bool> SetRulesAsync(BillingRules rules, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(rules);
        return ScalarAsync<bool>(
            Command(BillingSql.SetRules)
                .With(BillingWords.Of(rules.Mode))
                .With(rules.Deployment is WeirMode.Development ? "development" : "production")
                .With(rules.PastDueGrace),
            cancellationToken);
    }

    private NpgsqlCommand Command(string sql) => database.App.CreateCommand(sql).With(time.GetUtcNow().ToUniversalTime());

    private static Task<T> ScalarAsync<T>(NpgsqlCommand command, CancellationToken cancellationToken) =>
        StoreFailures.GuardAsync(
            async () =>
            {
                await using (command) return (T)(await command.ExecuteScalarAsync(cancellationToken))!;
            },
            cancellationToken);
}
