using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Weir.Core.Deployment;
using Weir.Data.Accounts;
using Weir.Data.Catalogs;
using Weir.Data.Changes;
using Weir.Testing;

namespace Weir.Data.Tests.Changes;

public sealed class CacheTests : IAsyncLifetime
{
    private readonly ManualTime _time = new(new DateTimeOffset(2027, 1, 10, 0, 0, 0, TimeSpan.Zero));
    private readonly Guid _user = Guid.CreateVersion7();
    private TestDatabase _database = null!;
    private WeirDatabase? _deaf;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _database = await TestDatabase.CreateWithCatalogAsync(null, Stop);

    public async ValueTask DisposeAsync()
    {
        if (_deaf is not null) await _deaf.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task A_catalog_is_read_once_in_60_s_and_by_one_of_many()
    {
        await using var caches = Caches(listen: false);

        var indexes = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => caches.Catalog.GetAsync(Stop).AsTask()));
        _time.Advance(TimeSpan.FromSeconds(59));
        indexes.Append(await caches.Catalog.GetAsync(Stop)).Distinct().ShouldHaveSingleItem();

        _time.Advance(TimeSpan.FromSeconds(1));
        (await caches.Catalog.GetAsync(Stop)).ShouldNotBeSameAs(indexes[0]);
    }

    [Fact]
    public async Task An_apply_is_seen_within_a_second()
    {
        await using var caches = Caches(listen: true);
        await caches.Listening.WaitAsync(Stop);
        (await caches.Catalog.GetAsync(Stop)).Catalog.DropIn.ShouldBeFalse();

        await _database.ApplyAsync(SampleCatalog.Create() with { DropIn = true }, Stop);

        await WithinASecondAsync(async () => (await caches.Catalog.GetAsync(Stop)).Catalog.DropIn);
    }

    [Fact]
    public async Task A_change_of_plan_is_seen_within_a_second()
    {
        await using var caches = Caches(listen: true);
        await caches.Listening.WaitAsync(Stop);
        (await caches.Snapshots.GetAsync(_user, false, Stop)).Single().PlanCode.ShouldBe("starter");

        await new AccountStore(_database.Weir, _time).AssignPlanAsync(_user, "pro", Stop);

        await WithinASecondAsync(async () => (await caches.Snapshots.GetAsync(_user, false, Stop)).Single().PlanCode == "pro");
    }

    [Fact]
    public async Task A_change_of_membership_is_seen_within_a_second()
    {
        await using var caches = Caches(listen: true);
        await caches.Listening.WaitAsync(Stop);
        (await caches.Snapshots.GetAsync(_user, false, Stop)).Single().Role.ShouldBe("owner");

        await Sql.RunAsync(_database.Superuser, "update weir.members set role = 'member'", Stop);

        await WithinASecondAsync(async () => (await caches.Snapshots.GetAsync(_user, false, Stop)).Single().Role == "member");
    }

    [Fact]
    public async Task A_listener_whose_connection_is_lost_comes_back_and_drops_what_it_may_have_missed()
    {
        await using var caches = Caches(listen: true);
        await caches.Listening.WaitAsync(Stop);
        (await caches.Snapshots.GetAsync(_user, false, Stop)).Single().PlanCode.ShouldBe("starter");

        // In one transaction, so that the announcement is made while nobody listens.
        await Sql.RunAsync(
            _database.Superuser,
            """
            select pg_terminate_backend(pid, 5000) from pg_stat_activity
            where datname = current_database() and query = 'listen weir_changed';
            update weir.subscriptions set plan_code = 'pro';
            """,
            Stop);
        await WithinASecondAsync(async () => (await caches.Snapshots.GetAsync(_user, false, Stop)).Single().PlanCode == "pro");

        await _database.ApplyAsync(SampleCatalog.Create() with { DropIn = true }, Stop);
        await WithinASecondAsync(async () => (await caches.Catalog.GetAsync(Stop)).Catalog.DropIn);
    }

    [Fact]
    public async Task Without_a_direct_connection_the_age_is_the_bound()
    {
        await using var caches = Caches(listen: false);
        (await caches.Snapshots.GetAsync(_user, false, Stop)).Single().PlanCode.ShouldBe("starter");
        await new AccountStore(_database.Weir, _time).AssignPlanAsync(_user, "pro", Stop);

        _time.Advance(TimeSpan.FromSeconds(47));
        (await caches.Snapshots.GetAsync(_user, false, Stop)).Single().PlanCode.ShouldBe("starter");
        _time.Advance(TimeSpan.FromSeconds(13));
        (await caches.Snapshots.GetAsync(_user, false, Stop)).Single().PlanCode.ShouldBe("pro");
    }

    [Fact]
    public async Task A_snapshot_does_not_outlive_its_period()
    {
        await using var caches = Caches(listen: false);
        var first = (await caches.Snapshots.GetAsync(_user, false, Stop)).Single();
        _time.MoveTo(first.PeriodEnd!.Value.AddSeconds(-10));
        (await caches.Snapshots.GetAsync(_user, false, Stop)).Single().PeriodStart.ShouldBe(first.PeriodStart);

        _time.Advance(TimeSpan.FromSeconds(10));

        (await caches.Snapshots.GetAsync(_user, false, Stop)).Single().PeriodStart.ShouldBe(first.PeriodEnd);
    }

    [Fact]
    public async Task A_snapshot_does_not_outlive_what_was_paid_for()
    {
        await using var caches = Caches(listen: false);
        await caches.Snapshots.GetAsync(_user, false, Stop);
        await Sql.RunAsync(
            _database.Superuser,
            $"""
            insert into weir.entitlements (customer_id, key, source, access_until, updated_at)
            values ('{_user}', 'pro', 'license:lemonsqueezy:7', '{_time.GetUtcNow().AddSeconds(10):O}', now())
            """,
            Stop);
        caches.Snapshots.DropAll();
        (await caches.Snapshots.GetAsync(_user, false, Stop)).Single().Paid.ShouldHaveSingleItem();

        _time.Advance(TimeSpan.FromSeconds(10));

        (await caches.Snapshots.GetAsync(_user, false, Stop)).Single().Paid.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(WeirMode.Development, false, "starter")]
    [InlineData(WeirMode.Development, true, null)]
    [InlineData(WeirMode.Production, false, null)]
    public async Task The_default_plan_is_the_modes_and_not_for_anonymous_users(WeirMode mode, bool anonymous, string? plan)
    {
        await using var caches = Caches(listen: false, mode);

        (await caches.Snapshots.GetAsync(_user, anonymous, Stop)).Single().PlanCode.ShouldBe(plan);
    }

    [Fact]
    public async Task The_least_recently_used_go_first()
    {
        await using var caches = Caches(listen: false, capacity: 2);
        var others = new[] { Guid.CreateVersion7(), Guid.CreateVersion7() };
        var mine = await caches.Snapshots.GetAsync(_user, false, Stop);
        var first = await caches.Snapshots.GetAsync(others[0], false, Stop);
        (await caches.Snapshots.GetAsync(_user, false, Stop)).ShouldBeSameAs(mine);

        await caches.Snapshots.GetAsync(others[1], false, Stop);

        (await caches.Snapshots.GetAsync(_user, false, Stop)).ShouldBeSameAs(mine);
        (await caches.Snapshots.GetAsync(others[0], false, Stop)).ShouldNotBeSameAs(first);
    }

    [Fact]
    public async Task Dropping_a_customer_leaves_the_others()
    {
        await using var caches = Caches(listen: false);
        var other = Guid.CreateVersion7();
        var mine = await caches.Snapshots.GetAsync(_user, false, Stop);
        var theirs = await caches.Snapshots.GetAsync(other, false, Stop);

        caches.Snapshots.DropCustomer(_user);

        (await caches.Snapshots.GetAsync(_user, false, Stop)).ShouldNotBeSameAs(mine);
        (await caches.Snapshots.GetAsync(other, false, Stop)).ShouldBeSameAs(theirs);
    }

    [Fact]
    public async Task An_outage_is_told_and_not_remembered()
    {
        var broken = new NpgsqlConnectionStringBuilder(_database.AppConnectionString) { Port = 1, Timeout = 2 };
        await using var source = NpgsqlDataSource.Create(broken);
        var cache = new CatalogCache(new CatalogStore(source, _time), _time, TimeSpan.FromSeconds(60));

        var first = await Should.ThrowAsync<StoreUnavailableException>(cache.GetAsync(Stop).AsTask());
        var second = await Should.ThrowAsync<StoreUnavailableException>(cache.GetAsync(Stop).AsTask());

        second.ShouldNotBeSameAs(first);
        first.Message.ShouldNotContain("127.0.0.1");
    }

    [Fact]
    public async Task A_database_without_a_blueprint_is_unavailable_until_it_has_one()
    {
        await using var empty = await TestDatabase.CreateAsync(Stop);
        var cache = new CatalogCache(new CatalogStore(empty.App, _time), _time, TimeSpan.FromSeconds(60));
        (await Should.ThrowAsync<StoreUnavailableException>(cache.GetAsync(Stop).AsTask())).Message.ShouldContain("weir apply");

        await empty.ApplyAsync(SampleCatalog.Create(), Stop);

        (await cache.GetAsync(Stop)).Catalog.Blueprint.ShouldBe("sample");
    }

    [Fact]
    public async Task One_callers_leaving_does_not_end_the_read_of_the_others()
    {
        await using var caches = Caches(listen: false);
        using var leaving = new CancellationTokenSource();
        var left = caches.Snapshots.GetAsync(_user, false, leaving.Token).AsTask();
        var stays = caches.Snapshots.GetAsync(_user, false, Stop).AsTask();

        await leaving.CancelAsync();

        (await stays).ShouldHaveSingleItem().CustomerId.ShouldBe(_user);
        await Task.WhenAny(left);
        left.IsFaulted.ShouldBeFalse();
    }

    [Fact]
    public async Task Of_many_users_at_once_so_many_are_read_so_many_wait_and_others_are_refused()
    {
        await using var caches = Caches(listen: false, loads: 1, waiting: 1);
        await using var blocker = await _database.Superuser.OpenConnectionAsync(Stop);
        await using var transaction = await blocker.BeginTransactionAsync(Stop);
        await Sql.RunAsync(blocker, "lock table weir.customers, weir.members in access exclusive mode", Stop);

        var read = caches.Snapshots.GetAsync(_user, false, Stop).AsTask();
        var again = caches.Snapshots.GetAsync(_user, false, Stop).AsTask();
        var waits = caches.Snapshots.GetAsync(Guid.CreateVersion7(), false, Stop).AsTask();
        var other = Guid.CreateVersion7();
        caches.Snapshots.TryGet(other, false, Stop).HasValue.ShouldBeFalse();
        await Should.ThrowAsync<OverloadedException>(async () => await caches.Snapshots.GetAsync(other, false, Stop));
        await transaction.RollbackAsync(Stop);

        (await read).ShouldBeSameAs(await again);
        (await waits).ShouldHaveSingleItem();
        (await caches.Snapshots.GetAsync(other, false, Stop)).ShouldHaveSingleItem();
    }

    private WeirCaches Caches(
        bool listen, WeirMode mode = WeirMode.Development, int capacity = 100, int loads = 8, int waiting = 100)
    {
        var database = listen ? _database.Weir : _deaf ??= WeirDatabase.Open(_database.AppConnectionString);
        return new WeirCaches(
            database,
            new CatalogStore(database.App, _time),
            new AccountStore(database, _time),
            _time,
            new WeirDataOptions
            {
                ConnectionString = _database.AppConnectionString,
                Mode = mode,
                SnapshotCapacity = capacity,
                SnapshotLoads = loads,
                SnapshotLoadsWaiting = waiting,
            },
            NullLogger.Instance);
    }

    /// <summary>The second is the product's; a loaded machine may be slower, and that must not fail a test.</summary>
    private static async Task WithinASecondAsync(Func<Task<bool>> holds)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (!await holds())
        {
            TimeProvider.System.GetElapsedTime(started).ShouldBeLessThan(TimeSpan.FromSeconds(5), "The change was not seen.");
            await Task.Delay(10, Stop);
        }
    }
}
