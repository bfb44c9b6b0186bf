using Microsoft.Extensions.Logging.Abstractions;
using Weir.Core.Accounts;
using Weir.Data.Accounts;
using Weir.Data.Catalogs;
using Weir.Data.Changes;
using Weir.Testing;

namespace Weir.Data.Tests.Changes;

/// <summary>Two instances hear who acts for whom at once, whoever changes it.</summary>
public sealed class PartyTests : IAsyncLifetime
{
    private static readonly Guid s_church = Guid.CreateVersion7();
    private static readonly Guid s_ada = Guid.CreateVersion7();
    private static readonly Guid s_bob = Guid.CreateVersion7();

    // Nothing gets old here: what is forgotten was dropped.
    private readonly ManualTime _time = new(new DateTimeOffset(2027, 1, 10, 0, 0, 0, TimeSpan.Zero));
    private readonly List<WeirCaches> _instances = [];
    private TestDatabase _database = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateWithCatalogAsync(
            SampleCatalog.Create() with { CustomerKind = CustomerKind.Organization }, Stop);
        await RunAsync($"""
            insert into weir.customers values ('{s_church}', 'organization', '2027-01-01');
            insert into weir.members values ('{s_church}', '{s_ada}', 'owner', '2027-01-01');
            """);
        for (var i = 0; i < 2; i++)
        {
            var caches = new WeirCaches(
                _database.Weir, new CatalogStore(_database.App, _time), new AccountStore(_database.Weir, _time), _time,
                new WeirDataOptions { ConnectionString = _database.AppConnectionString }, NullLogger.Instance);
            _instances.Add(caches);
            await caches.Listening.WaitAsync(Stop);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var caches in _instances) await caches.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task A_member_who_comes_acts_for_the_customer_too()
    {
        var other = Guid.CreateVersion7();
        await RunAsync($"""
            insert into weir.customers values ('{other}', 'organization', '2027-01-01');
            insert into weir.members values ('{other}', '{s_bob}', 'owner', '2027-01-01');
            """);
        await SeenAsync(s_bob, p => p?.CustomerIds is [var only] && only == other);

        await RunAsync($"insert into weir.members values ('{s_church}', '{s_bob}', 'member', '2027-01-02')");

        await SeenAsync(s_bob, p => p?.CustomerIds.Count == 2);
    }

    [Fact]
    public async Task A_member_who_goes_is_nobody_and_the_customer_is_seen_by_another()
    {
        await RunAsync($"insert into weir.members values ('{s_church}', '{s_bob}', 'member', '2027-01-02')");
        await SeenAsync(s_ada, p => p?.CustomerIds.Count == 1);
        await SeenAsync(s_church, p => p?.OwnerId == s_ada);

        await RunAsync($"delete from weir.members where user_id = '{s_ada}'");

        await SeenAsync(s_ada, p => p is null);
        await SeenAsync(s_church, p => p?.OwnerId == s_bob);
    }

    [Fact]
    public async Task A_change_of_roles_changes_whose_eyes_see_the_customer()
    {
        await RunAsync($"insert into weir.members values ('{s_church}', '{s_bob}', 'member', '2027-01-02')");
        await SeenAsync(s_church, p => p?.OwnerId == s_ada);

        await RunAsync($"""
            update weir.members set role = case user_id when '{s_bob}' then 'owner' else 'member' end
            where customer_id = '{s_church}'
            """);

        await SeenAsync(s_church, p => p?.OwnerId == s_bob);
    }

    [Fact]
    public async Task A_deleted_customer_is_gone_with_the_users_who_had_no_other()
    {
        await SeenAsync(s_church, p => p is not null);
        await SeenAsync(s_ada, p => p is not null);

        await RunAsync($"update weir.customers set deleted_at = '2027-01-09' where customer_id = '{s_church}'");

        await SeenAsync(s_church, p => p is null);
        await SeenAsync(s_ada, p => p is null);
    }

    [Fact]
    public async Task What_nobody_changed_is_not_read_again()
    {
        var found = await _instances[0].Parties.FindAsync(s_church, Stop);

        _instances[0].Parties.DropUser(s_bob);
        _instances[0].Parties.DropCustomer(Guid.CreateVersion7());

        (await _instances[0].Parties.FindAsync(s_church, Stop)).ShouldBeSameAs(found);
        _instances[0].Parties.DropCustomer(s_church);
        (await _instances[0].Parties.FindAsync(s_church, Stop)).ShouldNotBeSameAs(found);
    }

    [Fact]
    public async Task A_read_that_began_before_a_change_is_not_remembered()
    {
        await using var connection = await _database.Superuser.OpenConnectionAsync(Stop);
        await Sql.RunAsync(connection, "begin; lock table weir.members in access exclusive mode", Stop);
        var reading = _instances[0].Parties.FindAsync(s_church, Stop).AsTask();
        while (!await Sql.ScalarAsync<bool>(
            _database.Superuser,
            "select exists (select from pg_stat_activity where wait_event_type = 'Lock' and query like '%find_parties%')", Stop))
        {
            await Task.Delay(5, Stop);
        }
        _instances[0].Parties.DropCustomer(s_church);
        await Sql.RunAsync(connection, "rollback", Stop);

        var first = await reading;

        first.ShouldNotBeNull();
        (await _instances[0].Parties.FindAsync(s_church, Stop)).ShouldNotBeSameAs(first);
    }

    /// <summary>Both instances look until they see it; they have no other way to, since nothing gets old.</summary>
    private async Task SeenAsync(Guid id, Func<Party?, bool> holds)
    {
        foreach (var caches in _instances)
        {
            var tries = 0;
            while (!holds(await caches.Parties.FindAsync(id, Stop)))
            {
                (++tries).ShouldBeLessThan(1000, "The change was not seen.");
                await Task.Delay(10, Stop);
            }
        }
    }

    private Task RunAsync(string sql) => Sql.RunAsync(_database.Superuser, sql, Stop);
}
