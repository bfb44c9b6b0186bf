using Npgsql;
using NpgsqlTypes;
using Weir.Core.Billing;
using Weir.Data.Admin;

namespace Weir.Data.Billing;

/// <summary>
/// Takes facts in: of each object the newest is kept, in whatever order they come, and the customers that they concern are
/// computed anew. One transaction.
/// </summary>
public sealed class BillingFolder(WeirDatabase database, TimeProvider time)
{
    /// <summary>Idempotent.</summary>
    /// <exception cref="BillingFaultException">A price that no plan has, or a customer that is not there; nothing is kept.</exception>
    /// <exception cref="StoreUnavailableException">The database cannot be reached; repeat it.</exception>
    public Task<FoldResult> FoldAsync(
        BillingProvider provider, BillingMode mode, IReadOnlyList<BillingFact> facts, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(facts);
        return StoreFailures.GuardAsync(
            async () =>
            {
                await using var command = database.App.CreateCommand(BillingSql.Fold)
                    .With(time.GetUtcNow().ToUniversalTime())
                    .With(provider.Name())
                    .With(BillingWords.Of(mode));
                command.Parameters.Add(new NpgsqlParameter<string>
                {
                    TypedValue = BillingFactJson.Write(facts), NpgsqlDbType = NpgsqlDbType.Jsonb,
                });
                try
                {
                    await using var reader = await command.ExecuteReaderAsync(cancellationToken);
                    await reader.ReadAsync(cancellationToken);
                    var result = new FoldResult(reader.GetFieldValue<string[]>(0), reader.GetFieldValue<Guid[]>(1));
                    // The row comes before the commit: only the end of the answer says that it happened.
                    await reader.NextResultAsync(cancellationToken);
                    return result;
                }
                catch (PostgresException refused) when (refused.SqlState == WeirSqlStates.BillingFault)
                {
                    throw new BillingFaultException(refused.MessageText, refused);
                }
            },
            cancellationToken);
    }
}
