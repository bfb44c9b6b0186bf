using Npgsql;
using Weir.Core.Engine;
using Weir.Data.Accounts;
using Weir.Data.Engine;

namespace Weir.Data.Admin;

/// <summary>What operators change by hand. Each change and its row in the audit log are one transaction.</summary>
public sealed class AdminStore
{
    private readonly NpgsqlDataSource _source;
    private readonly TimeProvider _time;

    public AdminStore(WeirDatabase database, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(database);
        _source = database.App;
        _time = time;
    }

    /// <summary>Gives units. Idempotent by <see cref="UnitGrant.GrantId"/>.</summary>
    /// <exception cref="PostgresException">
    /// 22023: a negative amount, an unknown source, or an end that is not after the start.
    /// </exception>
    /// <exception cref="StoreUnavailableException">The database cannot be reached; repeat it with the same id.</exception>
    public async Task<AdminGrantOutcome> GrantAsync(
        UnitGrant grant, ChangeOrigin origin, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(grant);
        await using var command = Change(AdminSql.GrantUnits, origin)
            .With(grant.CustomerId)
            .With(grant.GrantId)
            .With(grant.Meter)
            .With(grant.Amount)
            .With(grant.Source)
            .With(grant.Priority)
            .With(grant.EffectiveAt?.ToUniversalTime())
            .With(grant.ExpiresAt?.ToUniversalTime());
        return await AnswerAsync(command, cancellationToken) switch
        {
            "granted" => AdminGrantOutcome.Granted,
            "already_granted" => AdminGrantOutcome.AlreadyGranted,
            "conflict" => AdminGrantOutcome.Conflict,
            "unknown_customer" => AdminGrantOutcome.UnknownCustomer,
            "unknown_meter" => AdminGrantOutcome.UnknownMeter,
            var other => throw new InvalidOperationException($"weir.admin_grant_units answered {other}."),
        };
    }

    /// <summary>Releases a hold. A call that still runs settles late: it is booked all the same.</summary>
    /// <exception cref="StoreUnavailableException">The database cannot be reached; repeat it.</exception>
    public async Task<VoidStatus> VoidHoldAsync(
        Guid customerId, Guid holdId, ChangeOrigin origin, CancellationToken cancellationToken)
    {
        await using var command = Change(AdminSql.VoidHold, origin).With(customerId).With(holdId);
        return await AnswerAsync(command, cancellationToken) switch
        {
            "voided" => VoidStatus.Voided,
            "already_voided" => VoidStatus.AlreadyVoided,
            "already_posted" => VoidStatus.AlreadyPosted,
            "already_expired" => VoidStatus.AlreadyExpired,
            "not_found" => VoidStatus.NotFound,
            var other => throw new InvalidOperationException($"weir.admin_void_hold answered {other}."),
        };
    }

    /// <summary>Puts a customer on a plan's newest version, from now on. False when it is there already.</summary>
    /// <exception cref="UnknownPlanException">The catalog has no plan of this code.</exception>
    /// <exception cref="UnknownCustomerException">There is no such customer, or it is deleted.</exception>
    /// <exception cref="StoreUnavailableException">The database cannot be reached; repeat it.</exception>
    public async Task<bool> AssignPlanAsync(
        Guid customerId, string planCode, ChangeOrigin origin, CancellationToken cancellationToken)
    {
        await using var command = Change(AdminSql.AssignPlan, origin).With(customerId).With(planCode);
        try
        {
            return await AnswerAsync(command, cancellationToken) == "assigned";
        }
        catch (PostgresException refused) when (refused.SqlState == WeirSqlStates.UnknownPlan)
        {
            throw new UnknownPlanException(refused.MessageText, refused);
        }
        catch (PostgresException refused) when (refused.SqlState == WeirSqlStates.UnknownCustomer)
        {
            throw new UnknownCustomerException(refused.MessageText, refused);
        }
    }

    private NpgsqlCommand Change(string sql, ChangeOrigin origin)
    {
        ArgumentNullException.ThrowIfNull(origin);
        return _source.CreateCommand(sql).With(_time.GetUtcNow().ToUniversalTime()).With(origin);
    }

    private static Task<string?> AnswerAsync(NpgsqlCommand command, CancellationToken cancellationToken) =>
        StoreFailures.GuardAsync(
            async () => await command.ExecuteScalarAsync(cancellationToken) as string, cancellationToken);
}
