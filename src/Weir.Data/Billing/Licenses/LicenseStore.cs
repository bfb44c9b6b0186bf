using System.Security.Cryptography;
using System.Text;
using Npgsql;
using Weir.Core.Billing;
using Weir.Data.Admin;

namespace Weir.Data.Billing.Licenses;

/// <summary>Licence keys and where they are activated. A key goes no further than its hash.</summary>
public sealed class LicenseStore
{
    private readonly NpgsqlDataSource _source;
    private readonly TimeProvider _time;

    /// <param name="database">Connections as <c>weir_app</c>.</param>
    /// <param name="time">The clock that keys expire by.</param>
    public LicenseStore(WeirDatabase database, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(database);
        _source = database.App;
        _time = time;
    }

    /// <summary>SHA-256 of a key's UTF-8, as facts have it.</summary>
    public static byte[] HashOf(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));

    /// <summary>
    /// Activates a key for an instance, within its limit whoever races. Idempotent by <paramref name="instanceId"/>.
    /// </summary>
    /// <param name="keyHash">SHA-256 of the key.</param>
    /// <param name="customerId">Whose it is to be, or become if it is nobody's; null: nobody signed in.</param>
    /// <param name="instanceId">The instance's id.</param>
    /// <param name="name">Its name, 1 to 200 characters.</param>
    /// <param name="cancellationToken">Cancels; whether it is activated is then unknown.</param>
    /// <exception cref="StoreUnavailableException">The database cannot be reached; repeat it with the same id.</exception>
    public Task<LicenseResult> ActivateAsync(
        byte[] keyHash, Guid? customerId, Guid instanceId, string name, CancellationToken cancellationToken) =>
        AnswerAsync(
            Command(LicenseSql.Activate, keyHash, customerId).With(instanceId).With(name), cancellationToken);

    /// <summary>Whether a key may be used, and is activated for the instance when one is given.</summary>
    /// <exception cref="StoreUnavailableException">The database cannot be reached.</exception>
    public Task<LicenseResult> ValidateAsync(
        byte[] keyHash, Guid? customerId, Guid? instanceId, CancellationToken cancellationToken) =>
        AnswerAsync(Command(LicenseSql.Validate, keyHash, customerId).With(instanceId), cancellationToken);

    /// <summary>Takes an instance from a key.</summary>
    /// <exception cref="StoreUnavailableException">The database cannot be reached; a repeat may find it gone.</exception>
    public Task<LicenseResult> DeactivateAsync(
        byte[] keyHash, Guid? customerId, Guid instanceId, CancellationToken cancellationToken) =>
        AnswerAsync(Command(LicenseSql.Deactivate, keyHash, customerId).With(instanceId), cancellationToken);

    /// <summary>A customer's licence, of several the usable and newest one; null when it has none.</summary>
    /// <exception cref="StoreUnavailableException">The database cannot be reached.</exception>
    public Task<CustomerLicense?> FindAsync(Guid customerId, CancellationToken cancellationToken) =>
        StoreFailures.GuardAsync(
            async () =>
            {
                await using var command = _source.CreateCommand(LicenseSql.OfCustomer).With(Now).With(customerId);
                await using var reader = await command.ExecuteReaderAsync(cancellationToken);
                if (!await reader.ReadAsync(cancellationToken)) return null;
                var ids = reader.GetFieldValue<Guid[]>(5);
                var names = reader.GetFieldValue<string[]>(6);
                var times = reader.GetFieldValue<DateTimeOffset[]>(7);
                return new CustomerLicense(
                    ReadView(reader, 0), [.. ids.Select((id, i) => new LicenseInstance(id, names[i], times[i]))]);
            },
            cancellationToken);

    private DateTimeOffset Now => _time.GetUtcNow().ToUniversalTime();

    private NpgsqlCommand Command(string sql, byte[] keyHash, Guid? customerId) =>
        _source.CreateCommand(sql).With(Now).With(keyHash).With(customerId);

    private static Task<LicenseResult> AnswerAsync(NpgsqlCommand command, CancellationToken cancellationToken) =>
        StoreFailures.GuardAsync(
            async () =>
            {
                await using (command)
                {
                    await using var reader = await command.ExecuteReaderAsync(cancellationToken);
                    await reader.ReadAsync(cancellationToken);
                    var result = new LicenseResult(
                        OutcomeOf(reader.GetString(0)),
                        reader.IsDBNull(1) ? null : ReadView(reader, 1),
                        reader.IsDBNull(6) ? null : reader.GetString(6));
                    // The row comes before the commit: only the end of the answer says that it happened.
                    await reader.NextResultAsync(cancellationToken);
                    return result;
                }
            },
            cancellationToken);

    private static LicenseView ReadView(NpgsqlDataReader row, int first) => new(
        row.GetString(first),
        StateOf(row.GetString(first + 1)),
        row.IsDBNull(first + 2) ? null : row.GetInt64(first + 2),
        row.GetInt64(first + 3),
        row.IsDBNull(first + 4) ? null : row.GetFieldValue<DateTimeOffset>(first + 4));

    private static LicenseOutcome OutcomeOf(string word) => word switch
    {
        "activated" or "valid" or "deactivated" => LicenseOutcome.Done,
        "limit_reached" => LicenseOutcome.LimitReached,
        "conflict" => LicenseOutcome.Conflict,
        "unusable" or "invalid" => LicenseOutcome.Unusable,
        _ => throw new InvalidOperationException($"A licence's function answered {word}."),
    };

    private static LicenseState StateOf(string word) => word switch
    {
        "inactive" => LicenseState.Inactive,
        "active" => LicenseState.Active,
        "expired" => LicenseState.Expired,
        "disabled" => LicenseState.Disabled,
        _ => throw new InvalidOperationException($"Unknown state of a licence {word}."),
    };
}
