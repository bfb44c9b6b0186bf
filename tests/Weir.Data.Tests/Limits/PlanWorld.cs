using Weir.Core.Accounts;
using Weir.Core.Catalog;
using Weir.Core.Engine;
using Weir.Data.Accounts;
using Weir.Data.Catalogs;
using Weir.Data.Engine;
using Weir.Data.Usage;
using Weir.Testing;

namespace Weir.Data.Tests.Limits;

/// <summary>A database with a catalog of the test's own, one user, and the stores that change its plan.</summary>
internal sealed class PlanWorld : IAsyncDisposable
{
    public static readonly DateTimeOffset Start = new(2027, 1, 20, 9, 30, 0, TimeSpan.Zero);

    private PlanWorld(TestDatabase database)
    {
        Database = database;
        Accounts = new AccountStore(database.Weir, Time);
        Engine = new EngineClient(database.Weir, Time);
        Usage = new UsageStore(database.Weir, Time);
    }

    public TestDatabase Database { get; }

    public ManualTime Time { get; } = new(Start);

    public AccountStore Accounts { get; }

    public EngineClient Engine { get; }

    public UsageStore Usage { get; }

    /// <summary>Also the customer.</summary>
    public Guid User { get; } = Guid.CreateVersion7();

    public static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static async Task<PlanWorld> CreateAsync(params Plan[] plans)
    {
        var catalog = Catalog(plans);
        var world = new PlanWorld(await TestDatabase.CreateWithCatalogAsync(catalog, Stop));
        await Sql.RunAsync(world.Database.Superuser, "select weir.ensure_usage_partitions('2027-01-01', 12)", Stop);
        return world;
    }

    public static AppCatalog Catalog(params Plan[] plans) => SampleCatalog.Create() with { Plans = plans };

    /// <summary>A plan with one allowance of <c>ai_cost</c>.</summary>
    public static Plan Plan(
        string code, long included, PeriodKind period = PeriodKind.BillingMonth, long? hardLimit = null, params PlanLimit[] limits) =>
        SampleCatalog.Plan(code, 1) with
        {
            Entitlements =
            [
                new("ai_cost", EntitlementKind.Metered)
                {
                    Included = included, HardLimit = hardLimit ?? included, Period = period,
                },
                new("managed_ai", EntitlementKind.Boolean),
            ],
            Limits = limits,
        };

    public Task ApplyAsync(bool move, params Plan[] plans) =>
        new CatalogStore(Database.Owner, Time).ApplyAsync(Catalog(plans), false, move, Stop);

    public async Task<CustomerSnapshot> OpenAsync(string? plan) => (await Accounts.OpenAccountAsync(User, plan, Stop)).Single();

    public Task<CustomerSnapshot> SnapshotAsync() => OpenAsync(null);

    public async Task<DateTimeOffset> ChangeAsync(string plan, PlanChangeTime when = PlanChangeTime.Auto) =>
        (await Accounts.ChangePlanAsync(User, plan, when, "test", Stop)).EffectiveAt;

    public async Task<ReserveResult> ReserveAsync(long cost) => await Engine.ReserveAsync(
        new(User, User, Guid.CreateVersion7(), null, [new("ai_cost", cost)], TimeSpan.FromMinutes(2)), Stop);

    /// <summary>Reserves and settles.</summary>
    public async Task UseAsync(long cost)
    {
        var hold = await ReserveAsync(cost);
        hold.Status.ShouldBe(ReserveStatus.Reserved);
        await SettleAsync(hold.HoldId, cost);
    }

    public async Task<SettleResult> SettleAsync(Guid hold, long cost) => await Engine.SettleAsync(
        new(User, hold, Guid.CreateVersion7(), [new("ai_cost", cost)], new()), CancellationToken.None);

    /// <summary>used+held/hard limit, of grants that are active now.</summary>
    public async Task<string> BalanceAsync()
    {
        var balance = (await Usage.GetBalancesAsync(User, Stop)).SingleOrDefault();
        return balance is null ? "none" : $"{balance.Used}+{balance.Held}/{balance.HardLimit}";
    }

    public Task<IReadOnlyList<string>> SubscriptionsAsync() => Sql.ListAsync(
        Database.Superuser,
        """
        select concat_ws(' ', plan_code, status, to_char(started_at at time zone 'UTC', 'MM-DD'),
          to_char(ended_at at time zone 'UTC', 'MM-DD'))
        from weir.subscriptions order by started_at, ended_at nulls last
        """,
        Stop);

    public async Task AssertBalancedAsync() =>
        (await new Data.Audit.Auditor(Database.Weir, Time).CheckBooksAsync(Stop)).ShouldBeEmpty();

    public async ValueTask DisposeAsync()
    {
        await Engine.DisposeAsync();
        await Database.DisposeAsync();
    }
}
