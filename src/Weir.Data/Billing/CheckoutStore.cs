using System.Data.Common;
using Npgsql;
using Weir.Core.Billing;
using Weir.Data.Engine;

namespace Weir.Data.Billing;

/// <summary>What checkout, portal and the view of a subscription need to know. From the primary, never cached.</summary>
public sealed class CheckoutStore
{
    private readonly NpgsqlDataSource _source;
    private readonly TimeProvider _time;

    /// <param name="database">Connections as <c>weir_app</c>.</param>
    /// <param name="time">The clock that keys are stamped by.</param>
    public CheckoutStore(WeirDatabase database, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(database);
        _source = database.App;
        _time = time;
    }

    /// <summary>
    /// The customer as one of these providers knows it, the one where it pays for something first; null when none knows it.
    /// </summary>
    /// <exception cref="StoreUnavailableException">The database cannot be reached.</exception>
    public Task<Buyer?> FindBuyerAsync(
        Guid customerId, BillingMode mode, IEnumerable<BillingProvider> providers, CancellationToken cancellationToken) =>
        ReadOneAsync(
            Command(
                CheckoutSql.FindBuyer, Id(customerId), Text(BillingWords.Of(mode)),
                new NpgsqlParameter<string[]> { TypedValue = [.. providers.Select(provider => provider.Name())] }),
            row => new Buyer(ReadProvider(row.GetString(0)), row.GetString(1)),
            cancellationToken);

    /// <summary>What the customer pays for now; null when for nothing.</summary>
    /// <exception cref="StoreUnavailableException">The database cannot be reached.</exception>
    public Task<PaidSubscription?> FindSubscriptionAsync(
        Guid customerId, BillingMode mode, CancellationToken cancellationToken) =>
        ReadOneAsync(
            Command(CheckoutSql.FindPaidSubscription, Id(customerId), Text(BillingWords.Of(mode))),
            row => new PaidSubscription(
                ReadProvider(row.GetString(0)), row.GetInt64(1), row.Optional<DateTimeOffset>(2),
                row.Optional<DateTimeOffset>(3), row.Optional<DateTimeOffset>(4), row.Optional<DateTimeOffset>(5),
                BillingWords.StatusOf(row.GetString(6))),
            cancellationToken);

    /// <summary>The customers that pay more than one subscription, by id.</summary>
    /// <exception cref="StoreUnavailableException">The database cannot be reached.</exception>
    public Task<IReadOnlyList<DoubledSubscriptions>> ListDoubledAsync(BillingMode mode, CancellationToken cancellationToken) =>
        StoreFailures.GuardAsync<IReadOnlyList<DoubledSubscriptions>>(
            async () =>
            {
                await using var command = Command(CheckoutSql.DoubledSubscriptions, Text(BillingWords.Of(mode)));
                await using var reader = await command.ExecuteReaderAsync(cancellationToken);
                var doubled = new List<DoubledSubscriptions>();
                while (await reader.ReadAsync(cancellationToken))
                    doubled.Add(new(reader.GetGuid(0), reader.GetFieldValue<string[]>(1)));
                return doubled;
            },
            cancellationToken);

    /// <summary>Ties a client's key to one checkout, before the provider is asked. Repeating it is safe.</summary>
    /// <exception cref="StoreUnavailableException">The database cannot be reached; whether it is tied is unknown.</exception>
    public async Task<CheckoutClaim> ClaimAsync(
        Guid customerId, string key, ReadOnlyMemory<byte> requestHash, CancellationToken cancellationToken) =>
        (await ReadOneAsync(
            Command(
                CheckoutSql.ClaimCheckout,
                new NpgsqlParameter<DateTimeOffset> { TypedValue = _time.GetUtcNow().ToUniversalTime() }, Id(customerId),
                Text(key), new NpgsqlParameter<byte[]> { TypedValue = requestHash.ToArray() }),
            row => new CheckoutClaim(row.GetString(0) == "claimed", row.OptionalText(1)),
            cancellationToken))!;

    /// <summary>Remembers what the provider made; the answer is what stands, of two requests that raced the first.</summary>
    /// <exception cref="StoreUnavailableException">The database cannot be reached; whether it is noted is unknown.</exception>
    public async Task<string> NoteAsync(
        Guid customerId, string key, string checkoutId, CancellationToken cancellationToken) =>
        await ReadOneAsync(
            Command(CheckoutSql.NoteCheckout, Id(customerId), Text(key), Text(checkoutId)),
            row => row.OptionalText(0),
            cancellationToken) ?? checkoutId;

    private static Task<T?> ReadOneAsync<T>(
        NpgsqlCommand command, Func<DbDataReader, T?> read, CancellationToken cancellationToken)
        where T : class =>
        StoreFailures.GuardAsync(
            async () =>
            {
                await using var owned = command;
                await using var reader = await command.ExecuteReaderAsync(cancellationToken);
                return await reader.ReadAsync(cancellationToken) ? read(reader) : null;
            },
            cancellationToken);

    private static BillingProvider ReadProvider(string text) =>
        BillingProviderNames.Find(text) ?? throw new InvalidOperationException($"Unknown provider {text}.");

    private static NpgsqlParameter<Guid> Id(Guid id) => new() { TypedValue = id };

    private static NpgsqlParameter<string> Text(string text) => new() { TypedValue = text };

    private NpgsqlCommand Command(string sql, params ReadOnlySpan<NpgsqlParameter> parameters)
    {
        var command = _source.CreateCommand(sql);
        foreach (var parameter in parameters) command.Parameters.Add(parameter);
        return command;
    }
}
