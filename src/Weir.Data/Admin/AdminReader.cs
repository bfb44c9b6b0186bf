using Npgsql;

namespace Weir.Data.Admin;

/// <summary>
/// What operators look at, from the primary, never cached. Pages go from the newest to the oldest, after the last row
/// seen, by a pair that is unique; of a page at most <see cref="MaxPage"/> rows.
/// </summary>
public sealed class AdminReader
{
    /// <summary>Most rows of a page.</summary>
    public const int MaxPage = 1000;

    private readonly NpgsqlDataSource _source;
    private readonly TimeProvider _time;

    public AdminReader(WeirDatabase database, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(database);
        _source = database.App;
        _time = time;
    }

    /// <summary>One customer; null when there is none. A deleted one is there.</summary>
    /// <exception cref="StoreUnavailableException">The database cannot be reached.</exception>
    public async Task<AdminCustomer?> FindCustomerAsync(Guid customerId, CancellationToken cancellationToken)
    {
        var rows = await ReadAsync(
            Customers(customerId, null, null, null, 1), AdminRows.ReadCustomer, cancellationToken);
        return rows.Count == 0 ? null : rows[0];
    }

    /// <summary>Customers; of one user when <paramref name="userId"/> is given.</summary>
    /// <exception cref="StoreUnavailableException">The database cannot be reached.</exception>
    public Task<IReadOnlyList<AdminCustomer>> PageCustomersAsync(
        Guid? userId, DateTimeOffset? beforeCreatedAt, Guid? beforeCustomerId, int limit,
        CancellationToken cancellationToken) =>
        ReadAsync(
            Customers(null, userId, beforeCreatedAt, beforeCustomerId, limit), AdminRows.ReadCustomer,
            cancellationToken);

    /// <summary>Who acts for a customer, owners first.</summary>
    /// <exception cref="StoreUnavailableException">The database cannot be reached.</exception>
    public Task<IReadOnlyList<AdminMember>> ListMembersAsync(
        Guid customerId, int limit, CancellationToken cancellationToken) =>
        ReadAsync(
            _source.CreateCommand(AdminSql.Members).With(customerId).With(Rows(limit)),
            row => new AdminMember(row.GetGuid(0), row.GetString(1), row.GetFieldValue<DateTimeOffset>(2)),
            cancellationToken);

    /// <summary>
    /// What is known of a customer's payments, as the JSON document of <c>weir.admin_billing</c>; its lists are empty for an
    /// unknown customer, too.
    /// </summary>
    /// <exception cref="StoreUnavailableException">The database cannot be reached.</exception>
    public async Task<string> FindBillingAsync(Guid customerId, CancellationToken cancellationToken)
    {
        var rows = await ReadAsync(
            _source.CreateCommand(AdminSql.Billing).With(Now()).With(customerId),
            row => row.GetString(0),
            cancellationToken);
        return rows[0];
    }

    /// <summary>A customer's grants, of plans too.</summary>
    /// <exception cref="StoreUnavailableException">The database cannot be reached.</exception>
    public Task<IReadOnlyList<AdminGrant>> PageGrantsAsync(
        Guid customerId, DateTimeOffset? beforeCreatedAt, Guid? beforeGrantId, int limit,
        CancellationToken cancellationToken) =>
        ReadAsync(
            _source.CreateCommand(AdminSql.Grants)
                .With(Now())
                .With(customerId)
                .With(beforeCreatedAt?.ToUniversalTime())
                .With(beforeGrantId)
                .With(Rows(limit)),
            AdminRows.ReadGrant,
            cancellationToken);

    /// <summary>A customer's holds; in one state when it is given.</summary>
    /// <exception cref="StoreUnavailableException">The database cannot be reached.</exception>
    public Task<IReadOnlyList<AdminHold>> PageHoldsAsync(
        Guid customerId, string? state, DateTimeOffset? beforeExpiresAt, Guid? beforeHoldId, int limit,
        CancellationToken cancellationToken) =>
        ReadAsync(
            _source.CreateCommand(AdminSql.Holds)
                .With(customerId)
                .With(state)
                .With(beforeExpiresAt?.ToUniversalTime())
                .With(beforeHoldId)
                .With(Rows(limit)),
            AdminRows.ReadHold,
            cancellationToken);

    /// <summary>The audit log; of one customer when <paramref name="customerId"/> is given.</summary>
    /// <exception cref="StoreUnavailableException">The database cannot be reached.</exception>
    public Task<IReadOnlyList<AuditEntry>> PageAuditLogAsync(
        Guid? customerId, DateTimeOffset? beforeRecordedAt, Guid? beforeEntryId, int limit,
        CancellationToken cancellationToken) =>
        ReadAsync(
            _source.CreateCommand(AdminSql.AuditLog)
                .With(customerId)
                .With(beforeRecordedAt?.ToUniversalTime())
                .With(beforeEntryId)
                .With(Rows(limit)),
            AdminRows.ReadEntry,
            cancellationToken);

    private NpgsqlCommand Customers(
        Guid? customerId, Guid? userId, DateTimeOffset? beforeCreatedAt, Guid? beforeCustomerId, int limit) =>
        _source.CreateCommand(AdminSql.Customers)
            .With(Now())
            .With(customerId)
            .With(userId)
            .With(beforeCreatedAt?.ToUniversalTime())
            .With(beforeCustomerId)
            .With(Rows(limit));

    private static Task<IReadOnlyList<T>> ReadAsync<T>(
        NpgsqlCommand command, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken) =>
        StoreFailures.GuardAsync<IReadOnlyList<T>>(
            async () =>
            {
                await using (command)
                {
                    await using var reader = await command.ExecuteReaderAsync(cancellationToken);
                    var rows = new List<T>();
                    while (await reader.ReadAsync(cancellationToken)) rows.Add(read(reader));
                    return rows;
                }
            },
            cancellationToken);

    private static int Rows(int limit) => Math.Clamp(limit, 1, MaxPage);

    private DateTimeOffset Now() => _time.GetUtcNow().ToUniversalTime();
}
