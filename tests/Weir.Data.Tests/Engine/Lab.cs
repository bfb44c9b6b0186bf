using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;
using Weir.Core.Engine;
using Weir.Data.Audit;
using Weir.Data.Engine;
using Weir.Data.Usage;
using Weir.Testing;

namespace Weir.Data.Tests.Engine;

/// <summary>One test's engine, clock and customers.</summary>
internal sealed class Lab : IAsyncDisposable
{
    public const string Cost = "ai_cost";
    public const string Generations = "generations";
    public const string Notes = "notes";

    public static readonly DateTimeOffset Start = new(2026, 11, 20, 10, 0, 0, TimeSpan.Zero);

    private readonly List<Guid> _customers = [];

    public Lab(EngineDatabase database, EngineOptions? options = null, ILogger<EngineClient>? logger = null)
    {
        Database = database.Database;
        Engine = new EngineClient(Database.Weir, Time, options, logger);
        Grants = new GrantStore(Database.Weir, Time);
        Usage = new UsageStore(Database.Weir, Time);
        Auditor = new Auditor(Database.Weir, Time);
    }

    public TestDatabase Database { get; }

    public ManualTime Time { get; } = new(Start);

    public EngineClient Engine { get; }

    public GrantStore Grants { get; }

    public UsageStore Usage { get; }

    public Auditor Auditor { get; }

    public static CancellationToken Token => TestContext.Current.CancellationToken;

    public async Task<Guid> CustomerAsync()
    {
        var id = Guid.CreateVersion7();
        await SqlAsync($"insert into weir.customers (customer_id, kind, created_at) values ('{id}', 'personal', '2026-01-01')");
        _customers.Add(id);
        return id;
    }

    /// <summary>A customer with one lifetime grant of <see cref="Cost"/>.</summary>
    public async Task<Guid> CustomerAsync(long cost)
    {
        var id = await CustomerAsync();
        await GrantAsync(id, Cost, cost);
        return id;
    }

    public async Task<Guid> GrantAsync(
        Guid customer, string meter, long amount, int priority = 200, DateTimeOffset? from = null, DateTimeOffset? until = null)
    {
        var grant = new UnitGrant(customer, Guid.CreateVersion7(), meter, amount, "purchase")
        {
            Priority = priority,
            EffectiveAt = from,
            ExpiresAt = until,
        };
        (await Grants.GrantAsync(grant, Token)).ShouldBe(GrantOutcome.Granted);
        return grant.GrantId;
    }

    /// <summary>Puts a customer on a plan of its own with one metered entitlement, and syncs the grants.</summary>
    public async Task<string> PlanAsync(Guid customer, string meter, long included, long hardLimit, string period)
    {
        var plan = $"plan-{Guid.CreateVersion7():n}";
        var now = Time.GetUtcNow().ToString("O", CultureInfo.InvariantCulture);
        await SqlAsync($"""
            insert into weir.plans (plan_code, plan_version, name, created_at) values ('{plan}', 1, 'Plan', '{now}');
            insert into weir.plan_entitlements (plan_code, plan_version, key, kind, included, hard_limit, period)
              values ('{plan}', 1, '{meter}', 'metered', {included}, {hardLimit}, '{period}');
            update weir.subscriptions set status = 'canceled', ended_at = '{now}'
              where customer_id = '{customer}' and ended_at is null;
            insert into weir.subscriptions
                (customer_id, subscription_id, plan_code, plan_version, status, anchor_at, started_at, source)
              values ('{customer}', gen_random_uuid(), '{plan}', 1, 'active', '{now}', '{now}', 'test');
            select weir.sync_plan_grants('{now}', array['{customer}'::uuid]);
            """);
        return plan;
    }

    public static ReserveOperation Hold(Guid customer, params MeterQuantity[] lines) => new(
        customer, null, Guid.CreateVersion7(), "chapter_summary", lines, TimeSpan.FromMinutes(2));

    public static ReserveOperation Hold(Guid customer, long cost) => Hold(customer, new MeterQuantity(Cost, cost));

    public Task<ReserveResult> ReserveAsync(ReserveOperation operation) => Engine.ReserveAsync(operation, Token).AsTask();

    public async Task<Guid> ReservedAsync(Guid customer, params MeterQuantity[] lines)
    {
        var result = await ReserveAsync(Hold(customer, lines));
        result.Status.ShouldBe(ReserveStatus.Reserved);
        return result.HoldId;
    }

    public Task<Guid> ReservedAsync(Guid customer, long cost) => ReservedAsync(customer, new MeterQuantity(Cost, cost));

    public Task<SettleResult> SettleAsync(Guid customer, Guid hold, params MeterQuantity[] lines) => Engine.SettleAsync(
        new SettleOperation(customer, hold, Guid.CreateVersion7(), lines, new UsageEventDetails(), ReportBalances: true), CancellationToken.None).AsTask();

    public Task<SettleResult> SettleAsync(Guid customer, Guid hold, long cost) =>
        SettleAsync(customer, hold, new MeterQuantity(Cost, cost));

    public Task<VoidStatus> VoidAsync(Guid customer, Guid hold) =>
        Engine.VoidAsync(new VoidOperation(customer, hold, "provider_error"), CancellationToken.None).AsTask();

    public static RecordOperation Usage1(Guid customer, params MeterQuantity[] lines) =>
        new(customer, null, Guid.CreateVersion7(), lines, new UsageEventDetails());

    public async Task<MeterBalance> BalanceAsync(Guid customer, string meter = Cost) =>
        (await Usage.GetBalancesAsync(customer, Token)).Single(b => b.Meter == meter);

    public Task SqlAsync(string sql) => Sql.RunAsync(Database.Superuser, sql, Token);

    public Task<T> ScalarAsync<T>(string sql) => Sql.ScalarAsync<T>(Database.Superuser, sql, Token);

    /// <summary>used and held of a customer's buckets of a meter, in burn order: <c>used+held/granted</c>.</summary>
    public async Task<string> BucketsAsync(Guid customer, string meter = Cost) => string.Join(" ", await Sql.ListAsync(
        Database.Superuser,
        $"""
        select b.used || '+' || b.held || '/' || b.granted
        from weir.buckets as b join weir.grants as g using (customer_id, grant_id)
        where b.customer_id = '{customer}' and b.meter = '{meter}'
        order by g.priority, least(g.expires_at, b.period_end), g.created_at, g.grant_id, b.period_start
        """,
        Token));

    public static byte[] Hash(string body) => SHA256.HashData(Encoding.UTF8.GetBytes(body));

    /// <summary>The books of this test's customers add up.</summary>
    public async Task AssertBalancedAsync()
    {
        var violations = await Auditor.CheckBooksAsync(Token);
        violations.Where(v => v.CustomerId is { } customer && _customers.Contains(customer)).ShouldBeEmpty();
    }

    public async ValueTask DisposeAsync() => await Engine.DisposeAsync();
}
