using Npgsql;
using Weir.Core.Engine;
using Weir.Data.Engine;
using Weir.Data.Usage;
using Weir.Proofs.Engine.Comparison;
using Weir.Proofs.Engine.Model;
using Weir.Testing;

namespace Weir.Proofs.Engine;

/// <summary>
/// The engine on a database of its own, as the model's counterpart: what the server would call, on a clock that is moved by
/// hand. Plans change by the functions that change them.
/// </summary>
internal sealed class EngineUnderTest : IAsyncDisposable
{
    private readonly TestDatabase _database;
    private readonly BatchCall _batches;
    private readonly EngineClient _client;
    private readonly GrantStore _grants;
    private readonly UsageStore _usage;
    private readonly NpgsqlConnection _superuser;

    private EngineUnderTest(TestDatabase database, NpgsqlConnection superuser)
    {
        _database = database;
        _superuser = superuser;
        _batches = new BatchCall(database.Weir.App, Time);
        _client = new EngineClient(database.Weir, Time, new EngineOptions { Lanes = 1 });
        _grants = new GrantStore(database.Weir, Time);
        _usage = new UsageStore(database.Weir, Time);
    }

    public ManualTime Time { get; } = new(DateTimeOffset.UnixEpoch);

    /// <param name="alteration">SQL that spoils the engine; null leaves it as it is.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<EngineUnderTest> StartAsync(string? alteration, CancellationToken cancellationToken)
    {
        var database = await TestDatabase.CreateAsync(cancellationToken);
        var superuser = await database.Superuser.OpenConnectionAsync(cancellationToken);
        await Sql.RunAsync(superuser, WorldSql.Catalog, cancellationToken);
        await Sql.RunAsync(superuser, StateSql.Prepare, cancellationToken);
        if (alteration is not null) await Sql.RunAsync(superuser, alteration, cancellationToken);
        return new EngineUnderTest(database, superuser);
    }

    public async ValueTask DisposeAsync()
    {
        await _client.DisposeAsync();
        _batches.Dispose();
        await _superuser.DisposeAsync();
        await _database.DisposeAsync();
    }

    public Task AddCustomersAsync(IEnumerable<Guid> ids, CancellationToken cancellationToken) =>
        RunAsync(WorldSql.AddCustomers, cancellationToken, ids.ToArray());

    /// <summary>The answers in the order of the calls.</summary>
    public async Task<object[]> RunAsync(IReadOnlyList<EngineCall> calls, CancellationToken cancellationToken)
    {
        var operations = new List<PendingOperation>(calls.Count);
        var answers = new List<Func<Task<object>>>(calls.Count);
        foreach (var call in calls)
        {
            switch (call)
            {
                case EngineCall.Reserve reserve:
                    Add(new Pending<ReserveOperation, ReserveResult>(call.CustomerId, reserve.Operation));
                    break;
                case EngineCall.Settle settle:
                    Add(new Pending<SettleOperation, SettleResult>(call.CustomerId, settle.Operation));
                    break;
                case EngineCall.Void end:
                    Add(new Pending<VoidOperation, VoidStatus>(call.CustomerId, end.Operation));
                    break;
                case EngineCall.Extend extend:
                    Add(new Pending<ExtendOperation, ExtendResult>(call.CustomerId, extend.Operation));
                    break;
                case EngineCall.Post { Consumes: true } consume:
                    Add(new Pending<RecordOperation, ConsumeResult>(call.CustomerId, consume.Operation));
                    break;
                case EngineCall.Post record:
                    Add(new Pending<RecordOperation, RecordResult>(call.CustomerId, record.Operation));
                    break;
                default:
                    throw new InvalidOperationException($"No operation for {call}.");
            }
        }
        _batches.Run(operations);
        return await Task.WhenAll(answers.Select(a => a()));

        void Add<TOperation, TResult>(Pending<TOperation, TResult> pending)
        {
            operations.Add(pending);
            answers.Add(() => AnswerAsync(pending));
        }
    }

    public Task<GrantOutcome> GrantAsync(UnitGrant grant, CancellationToken cancellationToken) =>
        _grants.GrantAsync(grant, cancellationToken);

    public Task<RevokeResult> RevokeAsync(Guid customer, Guid grant, CancellationToken cancellationToken) =>
        _grants.RevokeAsync(customer, grant, cancellationToken);

    public Task<CorrectResult> CorrectAsync(CorrectOperation operation, CancellationToken cancellationToken) =>
        _client.CorrectAsync(operation, cancellationToken);

    public Task<int> SweepAsync(int limit, CancellationToken cancellationToken) =>
        _client.ExpireHoldsAsync(limit, cancellationToken);

    public Task<IReadOnlyList<MeterBalance>> BalancesAsync(Guid customer, CancellationToken cancellationToken) =>
        _usage.GetBalancesAsync(customer, cancellationToken);

    public Task AssignPlanAsync(Guid customer, string plan, PlanWhen when, CancellationToken cancellationToken) => RunAsync(
        WorldSql.AssignPlan, cancellationToken, customer, plan, Time.GetUtcNow(), when switch
        {
            PlanWhen.Now => "now",
            PlanWhen.PeriodEnd => "period_end",
            _ => "auto",
        });

    public Task SetSpendCapAsync(Guid customer, string meter, int? amount, CancellationToken cancellationToken) => RunAsync(
        WorldSql.SetSpendCap, cancellationToken, Time.GetUtcNow(), customer, meter, amount is { } cap ? (long)cap : DBNull.Value);

    /// <summary>Changes a subscription by hand, and makes its grants follow.</summary>
    public async Task ChangeAsync(ModelSubscription subscription, Guid customer, CancellationToken cancellationToken)
    {
        await RunAsync(
            WorldSql.ChangeSubscription, cancellationToken, customer, subscription.Id, subscription.Plan.Version,
            subscription.Status.ToString().ToLowerInvariant(), (object?)subscription.EndedAt ?? DBNull.Value);
        await RunAsync(WorldSql.SyncPlanGrants, cancellationToken, Time.GetUtcNow(), customer);
    }

    public async Task<IReadOnlyList<Guid>> SubscriptionsAsync(Guid customer, CancellationToken cancellationToken) =>
        [.. (await ListAsync(WorldSql.Subscriptions, cancellationToken, customer)).Select(Guid.Parse)];

    /// <summary>The buckets that exist: <c>grant start granted overage</c>, the start as text.</summary>
    public Task<IReadOnlyList<string>> BucketsAsync(Guid customer, CancellationToken cancellationToken) =>
        ListAsync(WorldSql.Buckets, cancellationToken, customer);

    /// <summary>The tallies that exist: <c>meter scope period window start end key</c>.</summary>
    public Task<IReadOnlyList<string>> TalliesAsync(Guid customer, CancellationToken cancellationToken) =>
        ListAsync(WorldSql.Tallies, cancellationToken, customer);

    /// <summary>The ids of a customer's plan grants: <c>subscription meter period grant</c>.</summary>
    public Task<IReadOnlyList<string>> PlanGrantsAsync(Guid customer, CancellationToken cancellationToken) =>
        ListAsync(WorldSql.PlanGrants, cancellationToken, customer);

    /// <summary>Every row of the customers (<see cref="StateSql.Rows"/>).</summary>
    public Task<IReadOnlyList<string>> RowsAsync(IEnumerable<Guid> customers, CancellationToken cancellationToken) =>
        ListAsync(StateSql.Rows, cancellationToken, customers.ToArray());

    /// <summary>What the audit finds in the whole database.</summary>
    public async Task<IReadOnlyList<string>> AuditAsync(CancellationToken cancellationToken) =>
        [.. (await new Data.Audit.Auditor(_database.Weir, Time).CheckBooksAsync(cancellationToken)).Select(v => v.ToString())];

    private static async Task<object> AnswerAsync<TOperation, TResult>(Pending<TOperation, TResult> pending)
    {
        pending.Publish();
        try
        {
            return await pending.Answer switch
            {
                // A neighbour that asked for the same meters makes them known.
                SettleResult result when pending.Operation is SettleOperation { ReportBalances: false } =>
                    result with { Balances = [] },
                var answer => answer!,
            };
        }
        catch (InvalidOperationException)
        {
            return Refusal.Instance;
        }
    }

    private async Task RunAsync(string sql, CancellationToken cancellationToken, params object[] values)
    {
        await using var command = Command(sql, values);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private async Task<IReadOnlyList<string>> ListAsync(string sql, CancellationToken cancellationToken, params object[] values)
    {
        await using var command = Command(sql, values);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var rows = new List<string>();
        while (await reader.ReadAsync(cancellationToken)) rows.Add(reader.GetString(0));
        return rows;
    }

    private NpgsqlCommand Command(string sql, object[] values)
    {
        var command = new NpgsqlCommand(sql, _superuser);
        foreach (var value in values) command.Parameters.Add(new NpgsqlParameter { Value = value });
        return command;
    }
}
