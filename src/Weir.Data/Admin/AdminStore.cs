using Npgsql;
using Weir.Core.Accounts;
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
    /// <exception cref="StoreUnavailableException">
    /// The database cannot be reached; repeat it with the same id.
    /// </exception>
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

    /// <summary>Ends a grant now; what is left of it is lost. A plan's grants follow their subscription.</summary>
    /// <exception cref="StoreUnavailableException">The database cannot be reached; repeat it.</exception>
    public Task<RevokeResult> RevokeGrantAsync(
        Guid customerId, Guid grantId, ChangeOrigin origin, CancellationToken cancellationToken) =>
        StoreFailures.GuardAsync(
            async () =>
            {
                await using var command = Change(AdminSql.RevokeGrant, origin).With(customerId).With(grantId);
                await using var reader = await command.ExecuteReaderAsync(cancellationToken);
                return await GrantStore.ReadRevocationAsync(reader, cancellationToken);
            },
            cancellationToken);

    /// <summary>
    /// Corrects an event of the ledger with a new row. Idempotent by <see cref="CorrectOperation.EventId"/>.
    /// </summary>
    /// <exception cref="StoreUnavailableException">
    /// The database cannot be reached; repeat it with the same id.
    /// </exception>
    public Task<CorrectResult> CorrectAsync(
        CorrectOperation operation, ChangeOrigin origin, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(operation);
        return StoreFailures.GuardAsync(
            async () =>
            {
                await using var command = Change(AdminSql.Correct, origin)
                    .With(operation.CustomerId)
                    .With(operation.EventId)
                    .With(operation.Corrects)
                    .With(operation.Reason)
                    .With(operation.Lines.Select(line => line.Meter).ToArray())
                    .With(operation.Lines.Select(line => line.Quantity).ToArray())
                    .With(operation.InputTokens)
                    .With(operation.CachedInputTokens)
                    .With(operation.CacheWriteTokens)
                    .With(operation.OutputTokens)
                    .With(operation.ReasoningTokens)
                    .With(operation.CostNanoUsd);
                await using var reader = await command.ExecuteReaderAsync(cancellationToken);
                return await CorrectCall.ReadAsync(reader, cancellationToken);
            },
            cancellationToken);
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

    /// <summary>
    /// Changes a customer's plan to the newest version of another, by the rules of plan changes. Idempotent.
    /// </summary>
    /// <exception cref="UnknownPlanException">The catalog has no plan of this code.</exception>
    /// <exception cref="UnknownCustomerException">There is no such customer, or it is deleted.</exception>
    /// <exception cref="StoreUnavailableException">The database cannot be reached; repeat it.</exception>
    public Task<AdminPlanChange> AssignPlanAsync(
        Guid customerId, string planCode, PlanChangeTime when, ChangeOrigin origin,
        CancellationToken cancellationToken) =>
        StoreFailures.GuardAsync(
            async () =>
            {
                await using var command = Change(AdminSql.AssignPlan, origin)
                    .With(customerId).With(planCode).With(AccountStore.TextOf(when));
                try
                {
                    await using var reader = await command.ExecuteReaderAsync(cancellationToken);
                    await reader.ReadAsync(cancellationToken);
                    var change = new AdminPlanChange(
                        reader.GetString(0) == "changed", reader.GetFieldValue<DateTimeOffset>(1));
                    // The row comes before the commit: only the end of the answer says that it happened.
                    await reader.NextResultAsync(cancellationToken);
                    return change;
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

    /// <summary>Sets a cap of a meter's overage; null takes it away. Idempotent.</summary>
    /// <exception cref="PostgresException">22023: a negative amount.</exception>
    /// <exception cref="StoreUnavailableException">The database cannot be reached; repeat it.</exception>
    public async Task<SpendCapOutcome> SetSpendCapAsync(
        Guid customerId, string meter, long? amount, ChangeOrigin origin, CancellationToken cancellationToken)
    {
        await using var command = Change(AdminSql.SetSpendCap, origin).With(customerId).With(meter).With(amount);
        return await AnswerAsync(command, cancellationToken) switch
        {
            "set" => SpendCapOutcome.Set,
            "removed" => SpendCapOutcome.Removed,
            "unknown_customer" => SpendCapOutcome.UnknownCustomer,
            "unknown_meter" => SpendCapOutcome.UnknownMeter,
            var other => throw new InvalidOperationException($"weir.admin_set_spend_cap answered {other}."),
        };
    }

    /// <summary>Computes a customer's plan and entitlements anew from its payments. True when something changed.</summary>
    /// <exception cref="UnknownCustomerException">There is no such customer, or it is deleted.</exception>
    /// <exception cref="StoreUnavailableException">The database cannot be reached; repeat it.</exception>
    public async Task<bool> RecomputeBillingAsync(
        Guid customerId, ChangeOrigin origin, CancellationToken cancellationToken)
    {
        await using var command = Change(AdminSql.RecomputeBilling, origin).With(customerId);
        return await AnswerAsync(command, cancellationToken) switch
        {
            "changed" => true,
            "unchanged" => false,
            "unknown_customer" => throw new UnknownCustomerException("There is no such customer."),
            var other => throw new InvalidOperationException($"weir.admin_recompute_billing answered {other}."),
        };
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
