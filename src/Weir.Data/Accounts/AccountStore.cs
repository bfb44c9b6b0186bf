using Npgsql;
using NpgsqlTypes;
using Weir.Core.Accounts;

namespace Weir.Data.Accounts;

/// <summary>Users, customers and their subscriptions.</summary>
public sealed class AccountStore
{
    private readonly NpgsqlDataSource _source;
    private readonly TimeProvider _time;

    /// <param name="database">Connections as <c>weir_app</c>.</param>
    /// <param name="time">The clock that accounts and subscriptions are stamped by.</param>
    public AccountStore(WeirDatabase database, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(database);
        _source = database.App;
        _time = time;
    }

    /// <summary>The same where no token says whether the user is anonymous: what was last heard counts.</summary>
    /// <exception cref="UnknownPlanException">The catalog has no plan of this code.</exception>
    public Task<IReadOnlyList<CustomerSnapshot>> OpenAccountAsync(
        Guid userId, string? defaultPlan, CancellationToken cancellationToken) =>
        OpenAccountAsync(userId, isAnonymous: null, defaultPlan, cancellationToken);

    /// <summary>
    /// The customers that a user acts for. For a personal app it makes customer, profile and, when
    /// <paramref name="defaultPlan"/> is given and the customer never had one, an active subscription with its plan grants;
    /// idempotent, in one transaction, safe when raced. For an organization app it only reads.
    /// </summary>
    /// <param name="userId">Whose.</param>
    /// <param name="isAnonymous">
    /// What the user's token says; null for a service that names the user. An anonymous sign-in gets
    /// <paramref name="defaultPlan"/> only where the blueprint says so.
    /// </param>
    /// <param name="defaultPlan">Plan of a customer that never had one; null for none.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="UnknownPlanException">The catalog has no plan of this code.</exception>
    public Task<IReadOnlyList<CustomerSnapshot>> OpenAccountAsync(
        Guid userId, bool? isAnonymous, string? defaultPlan, CancellationToken cancellationToken) =>
        ReadSnapshotsAsync(
            AccountSql.OpenAccount,
            [
                new NpgsqlParameter<Guid> { TypedValue = userId },
                new NpgsqlParameter<string?> { TypedValue = defaultPlan },
                new NpgsqlParameter<DateTimeOffset> { TypedValue = _time.GetUtcNow() },
                new NpgsqlParameter { Value = (object?)isAnonymous ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Boolean },
            ],
            cancellationToken);

    /// <summary>
    /// The user's profile; null before the first call of
    /// <see cref="OpenAccountAsync(Guid, string?, CancellationToken)"/>.
    /// </summary>
    public Task<Profile?> GetProfileAsync(Guid userId, CancellationToken cancellationToken) =>
        ReadProfileAsync(
            AccountSql.GetProfile, [new NpgsqlParameter<Guid> { TypedValue = userId }], cancellationToken);

    /// <summary>Replaces the display fields; null leaves a field as it is.</summary>
    /// <exception cref="PostgresException">23514: a field is longer than its column allows, or malformed.</exception>
    public async Task<Profile> UpdateProfileAsync(
        Guid userId, string? displayName, string? avatarUrl, string? locale, CancellationToken cancellationToken)
    {
        var profile = await ReadProfileAsync(
            AccountSql.UpdateProfile,
            [
                new NpgsqlParameter<Guid> { TypedValue = userId },
                new NpgsqlParameter<string?> { TypedValue = displayName },
                new NpgsqlParameter<string?> { TypedValue = avatarUrl },
                new NpgsqlParameter<string?> { TypedValue = locale },
                new NpgsqlParameter<DateTimeOffset> { TypedValue = _time.GetUtcNow() },
            ],
            cancellationToken);
        return profile ?? throw new InvalidOperationException("weir.update_profile returned no row.");
    }

    /// <summary>
    /// Puts a customer on a plan at the plan's newest version. By <see cref="PlanChangeTime.Auto"/> what takes something away
    /// waits for the end of the period.
    /// </summary>
    /// <returns>The customer now, as its first owner sees it.</returns>
    /// <exception cref="UnknownPlanException">The catalog has no plan of this code.</exception>
    /// <exception cref="UnknownCustomerException">There is no such customer.</exception>
    public async Task<CustomerSnapshot> AssignPlanAsync(Guid customerId, string planCode, CancellationToken cancellationToken) =>
        (await ChangePlanAsync(customerId, planCode, PlanChangeTime.Auto, "admin", cancellationToken)).Customer;

    /// <summary>
    /// Changes a customer's plan to the newest version of another, at once or at the period's end; a change that waits is
    /// replaced. Idempotent.
    /// </summary>
    /// <param name="customerId">Whose.</param>
    /// <param name="planCode">Plan.</param>
    /// <param name="when">When it takes effect.</param>
    /// <param name="source">Where it comes from: <c>admin</c>, <c>stripe</c>, <c>lemonsqueezy</c>.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="UnknownPlanException">The catalog has no plan of this code.</exception>
    /// <exception cref="UnknownCustomerException">There is no such customer.</exception>
    public async Task<PlanChange> ChangePlanAsync(
        Guid customerId, string planCode, PlanChangeTime when, string source, CancellationToken cancellationToken)
    {
        var changes = await ReadAsync(
            AccountSql.AssignPlan,
            [
                new NpgsqlParameter<Guid> { TypedValue = customerId },
                new NpgsqlParameter<string> { TypedValue = planCode },
                new NpgsqlParameter<string> { TypedValue = source },
                new NpgsqlParameter<DateTimeOffset> { TypedValue = _time.GetUtcNow() },
                new NpgsqlParameter<string> { TypedValue = TextOf(when) },
            ],
            row => new PlanChange(AccountRows.ReadSnapshot(row), row.GetFieldValue<DateTimeOffset>(AccountRows.SnapshotColumns)),
            cancellationToken);
        return changes.Count == 1
            ? changes[0]
            : throw new UnknownCustomerException("The customer has no member who could see it.");
    }

    /// <summary>
    /// Sets the time zone in which a customer's days and months begin. What is open stays as it is until it ends.
    /// </summary>
    /// <param name="customerId">Whose.</param>
    /// <param name="zone">An IANA name with area and place, as <c>Europe/Berlin</c>, or <c>UTC</c>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="StoreUnavailableException">The database cannot be reached; a repeat changes nothing twice.</exception>
    public Task<ZoneOutcome> SetZoneAsync(Guid customerId, string zone, CancellationToken cancellationToken) =>
        StoreFailures.GuardAsync(
            async () =>
            {
                await using var command = _source.CreateCommand(AccountSql.SetZone);
                command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = _time.GetUtcNow().ToUniversalTime() });
                command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = customerId });
                command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = zone });
                return (string)(await command.ExecuteScalarAsync(cancellationToken))! switch
                {
                    "set" => ZoneOutcome.Set,
                    "unchanged" => ZoneOutcome.Unchanged,
                    "unknown_customer" => ZoneOutcome.UnknownCustomer,
                    "unknown_zone" => ZoneOutcome.UnknownZone,
                    var other => throw new InvalidOperationException($"weir.set_zone answered {other}."),
                };
            },
            cancellationToken);

    internal static string TextOf(PlanChangeTime when) => when switch
    {
        PlanChangeTime.Auto => "auto",
        PlanChangeTime.Now => "now",
        PlanChangeTime.PeriodEnd => "period_end",
        _ => throw new ArgumentOutOfRangeException(nameof(when), when, "Unknown time of a plan change."),
    };

    private Task<IReadOnlyList<CustomerSnapshot>> ReadSnapshotsAsync(
        string sql, NpgsqlParameter[] parameters, CancellationToken cancellationToken) =>
        ReadAsync(sql, parameters, AccountRows.ReadSnapshot, cancellationToken);

    private Task<IReadOnlyList<T>> ReadAsync<T>(
        string sql, NpgsqlParameter[] parameters, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken) =>
        StoreFailures.GuardAsync<IReadOnlyList<T>>(
            async () =>
            {
                try
                {
                    await using var command = _source.CreateCommand(sql);
                    command.Parameters.AddRange(parameters);
                    await using var reader = await command.ExecuteReaderAsync(cancellationToken);
                    var rows = new List<T>();
                    while (await reader.ReadAsync(cancellationToken)) rows.Add(read(reader));
                    return rows;
                }
                catch (PostgresException refused) when (refused.SqlState == WeirSqlStates.UnknownPlan)
                {
                    throw new UnknownPlanException(refused.MessageText, refused);
                }
                catch (PostgresException refused) when (refused.SqlState == WeirSqlStates.UnknownCustomer)
                {
                    throw new UnknownCustomerException(refused.MessageText, refused);
                }
            },
            cancellationToken);

    private Task<Profile?> ReadProfileAsync(
        string sql, NpgsqlParameter[] parameters, CancellationToken cancellationToken) =>
        StoreFailures.GuardAsync(
            async () =>
            {
                await using var command = _source.CreateCommand(sql);
                command.Parameters.AddRange(parameters);
                await using var reader = await command.ExecuteReaderAsync(cancellationToken);
                return await reader.ReadAsync(cancellationToken) ? AccountRows.ReadProfile(reader) : null;
            },
            cancellationToken);
}
