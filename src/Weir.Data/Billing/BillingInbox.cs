using Npgsql;
using NpgsqlTypes;
using Weir.Core.Billing;
using Weir.Data.Admin;

namespace Weir.Data.Billing;

/// <summary>Where providers' messages wait, once their signature was right.</summary>
public sealed class BillingInbox(WeirDatabase database, BillingBell bell, TimeProvider time)
{
    /// <summary>Stores a message once, however often it comes. When this returns, it is durable.</summary>
    /// <exception cref="StoreUnavailableException">The database cannot be reached: the provider is to send it again.</exception>
    public async Task<ReceiveOutcome> ReceiveAsync(BillingEvent received, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(received);
        var answer = await StoreFailures.GuardAsync(
            async () =>
            {
                await using var command = database.App.CreateCommand(BillingSql.Receive)
                    .With(time.GetUtcNow().ToUniversalTime())
                    .With(received.Provider.Name())
                    .With(received.EventKey)
                    .With(BillingWords.Of(received.Mode))
                    .With(received.Type)
                    .With(received.OccurredAt?.ToUniversalTime());
                command.Parameters.Add(new NpgsqlParameter<string>
                {
                    TypedValue = BillingFactJson.Write(received.Facts), NpgsqlDbType = NpgsqlDbType.Jsonb,
                });
                command.With(received.Fault);
                return await command.ExecuteScalarAsync(cancellationToken) as string;
            },
            cancellationToken);
        if (answer is not "stored") return ReceiveOutcome.Duplicate;
        bell.Ring();
        return ReceiveOutcome.Stored;
    }
}
