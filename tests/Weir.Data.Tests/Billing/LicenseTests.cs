using Weir.Core.Accounts;
using Weir.Core.Billing;
using Weir.Data.Accounts;
using Weir.Data.Billing;
using Weir.Data.Billing.Licenses;
using Weir.Testing;

namespace Weir.Data.Tests.Billing;

/// <summary>Licence keys: the limit under races, answers that tell nothing, and whose a key becomes.</summary>
public sealed class LicenseTests : IAsyncLifetime
{
    private const string Key = "38B1460A-5104-4067-A91D-77B872934D51";
    private static readonly DateTimeOffset s_now = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    private readonly ManualTime _time = new(s_now);
    private TestDatabase _database = null!;
    private LicenseStore _licenses = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var catalog = SampleCatalog.Create();
        _database = await TestDatabase.CreateWithCatalogAsync(
            catalog with
            {
                Plans = [.. catalog.Plans.Select(p => p.Code == "pro"
                    ? p with { Prices = [new(BillingProvider.LemonSqueezy, BillingMode.Live, "7") { IsProduct = true }] }
                    : p)],
            },
            Stop);
        _licenses = new LicenseStore(_database.Weir, _time);
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task Of_fifty_racing_callers_of_two_processes_no_more_than_the_limit_get_in()
    {
        await AddKeyAsync(limit: 7);
        await using var other = WeirDatabase.Open(_database.AppConnectionString, _database.AppConnectionString);
        var second = new LicenseStore(other, _time);

        var results = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => (i % 2 == 0 ? _licenses : second).ActivateAsync(
            LicenseStore.HashOf(Key), null, Guid.CreateVersion7(), $"computer {i}", Stop)));

        results.Count(r => r.Outcome == LicenseOutcome.Done).ShouldBe(7);
        results.Count(r => r.Outcome == LicenseOutcome.LimitReached).ShouldBe(43);
        (await InstancesAsync()).ShouldBe(7);
        results.Where(r => r.Outcome == LicenseOutcome.Done).Select(r => r.License!.ActivationUsage).Order()
            .ShouldBe([1, 2, 3, 4, 5, 6, 7]);
    }

    [Fact]
    public async Task An_instance_that_is_taken_away_makes_room_for_another()
    {
        await AddKeyAsync(limit: 1);
        var (first, second) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        (await ActivateAsync(first)).License.ShouldBe(new LicenseView("XXXX-4D51", LicenseState.Active, 1, 1, null));
        (await ActivateAsync(second)).Outcome.ShouldBe(LicenseOutcome.LimitReached);

        var gone = await _licenses.DeactivateAsync(LicenseStore.HashOf(Key), null, first, Stop);

        gone.ShouldBe(new LicenseResult(
            LicenseOutcome.Done, new LicenseView("XXXX-4D51", LicenseState.Inactive, 1, 0, null), "laptop"));
        (await _licenses.DeactivateAsync(LicenseStore.HashOf(Key), null, first, Stop)).ShouldBe(s_unusable);
        (await ActivateAsync(second)).Outcome.ShouldBe(LicenseOutcome.Done);
    }

    [Fact]
    public async Task The_same_instance_again_is_the_same_and_under_another_name_a_conflict()
    {
        await AddKeyAsync(limit: 1);
        var id = Guid.CreateVersion7();
        var first = await ActivateAsync(id);

        (await ActivateAsync(id)).ShouldBe(first);
        (await _licenses.ActivateAsync(LicenseStore.HashOf(Key), null, id, "other", Stop)).Outcome.ShouldBe(LicenseOutcome.Conflict);
        (await InstancesAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task Without_a_limit_any_number_is_activated()
    {
        await AddKeyAsync(limit: null);

        for (var i = 0; i < 12; i++) (await ActivateAsync(Guid.CreateVersion7())).Outcome.ShouldBe(LicenseOutcome.Done);

        (await InstancesAsync()).ShouldBe(12);
    }

    [Theory]
    [InlineData("delete from weir.license_keys")]
    [InlineData("update weir.license_keys set state = 'disabled'")]
    [InlineData("update weir.license_keys set state = 'expired'")]
    [InlineData("update weir.license_keys set expires_at = '2026-11-20 12:00Z'")]
    [InlineData("update weir.license_keys set mode = 'test'")]
    [InlineData("update weir.billing_payments set state = 'refunded'")]
    [InlineData("update weir.billing_payments set state = 'disputed'")]
    [InlineData("update weir.license_keys set customer_id = gen_random_uuid()")]
    public async Task A_key_that_cannot_be_used_answers_alike_whatever_the_reason(string sql)
    {
        await AddKeyAsync(limit: 3);
        var user = await NewUserAsync();
        var id = Guid.CreateVersion7();
        await Sql.RunAsync(_database.Superuser, sql, Stop);

        (await _licenses.ActivateAsync(LicenseStore.HashOf(Key), user, id, "laptop", Stop)).ShouldBe(s_unusable);
        (await _licenses.ValidateAsync(LicenseStore.HashOf(Key), user, null, Stop)).ShouldBe(s_unusable);
        (await _licenses.DeactivateAsync(LicenseStore.HashOf(Key), user, id, Stop)).ShouldBe(s_unusable);
        (await InstancesAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task A_key_is_valid_with_no_instance_or_one_of_its_own()
    {
        await AddKeyAsync(limit: 3);
        var id = Guid.CreateVersion7();
        await ActivateAsync(id);

        (await _licenses.ValidateAsync(LicenseStore.HashOf(Key), null, null, Stop)).InstanceName.ShouldBeNull();
        (await _licenses.ValidateAsync(LicenseStore.HashOf(Key), null, id, Stop)).InstanceName.ShouldBe("laptop");
        (await _licenses.ValidateAsync(LicenseStore.HashOf(Key), null, Guid.CreateVersion7(), Stop)).ShouldBe(s_unusable);
    }

    [Fact]
    public async Task A_key_that_is_nobodys_becomes_the_customers_who_shows_it_and_gives_what_it_was_bought_for()
    {
        await AddKeyAsync(limit: 3);
        var (ada, bob) = (await NewUserAsync(), await NewUserAsync());
        (await ActivateAsync(Guid.CreateVersion7())).Outcome.ShouldBe(LicenseOutcome.Done);

        (await _licenses.ValidateAsync(LicenseStore.HashOf(Key), ada, null, Stop)).Outcome.ShouldBe(LicenseOutcome.Done);

        var paid = (await new AccountStore(_database.Weir, _time).OpenAccountAsync(ada, null, Stop)).Single();
        (paid.PlanCode, paid.Status, paid.Source).ShouldBe(("pro", SubscriptionStatus.Active, "lemonsqueezy"));
        paid.Paid.Select(p => (p.Key, p.Source)).ShouldContain(("managed_ai", "license:lemonsqueezy:1"));
        (await _licenses.FindAsync(ada, Stop)).ShouldNotBeNull().Instances.ShouldHaveSingleItem().Name.ShouldBe("laptop");
        (await _licenses.ValidateAsync(LicenseStore.HashOf(Key), bob, null, Stop)).ShouldBe(s_unusable);
        (await _licenses.FindAsync(bob, Stop)).ShouldBeNull();
        // Without a token whoever has the key may go on.
        (await _licenses.ValidateAsync(LicenseStore.HashOf(Key), null, null, Stop)).Outcome.ShouldBe(LicenseOutcome.Done);
    }

    [Fact]
    public async Task A_key_that_was_claimed_never_moves_whatever_a_message_says_later()
    {
        await AddKeyAsync(limit: 3);
        var (ada, bob) = (await NewUserAsync(), await NewUserAsync());
        await _licenses.ValidateAsync(LicenseStore.HashOf(Key), ada, null, Stop);

        foreach (var at in (DateTimeOffset[])[s_now.AddYears(-1), s_now.AddYears(1)])
            await FoldAsync(at, bob);

        (await Sql.ScalarAsync<Guid>(_database.Superuser, "select customer_id from weir.license_keys", Stop)).ShouldBe(ada);
    }

    [Fact]
    public async Task Of_two_racing_claims_one_customer_gets_the_key()
    {
        await AddKeyAsync(limit: 100);
        var users = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => NewUserAsync()));

        var results = await Task.WhenAll(users.Select(
            u => _licenses.ActivateAsync(LicenseStore.HashOf(Key), u, Guid.CreateVersion7(), "laptop", Stop)));

        results.Count(r => r.Outcome == LicenseOutcome.Done).ShouldBe(1);
        (await Sql.ScalarAsync<long>(
            _database.Superuser, "select count(distinct customer_id) from weir.entitlements", Stop)).ShouldBe(1);
    }

    private static readonly LicenseResult s_unusable = new(LicenseOutcome.Unusable, null, null);

    private Task<LicenseResult> ActivateAsync(Guid id) =>
        _licenses.ActivateAsync(LicenseStore.HashOf(Key), null, id, "laptop", Stop);

    private async Task<Guid> NewUserAsync()
    {
        var user = Guid.CreateVersion7();
        await new AccountStore(_database.Weir, _time).OpenAccountAsync(user, null, Stop);
        return user;
    }

    private Task<FoldResult> FoldAsync(DateTimeOffset at, Guid customer) => new BillingFolder(_database.Weir, _time).FoldAsync(
        BillingProvider.LemonSqueezy, BillingMode.Live,
        [
            new LicenseFact("1", new FactVersion(at, 0, "tie"))
            {
                CustomerId = customer, BuyerId = "b1", OrderId = "9", ProductId = "7", KeyHash = LicenseStore.HashOf(Key),
                KeyShort = "XXXX-4D51", State = LicenseState.Inactive, ActivationLimit = 3,
            },
        ],
        Stop);

    private Task AddKeyAsync(long? limit) => Sql.RunAsync(
        _database.Superuser,
        $"""
        insert into weir.license_keys (provider, mode, object_id, buyer_id, order_id, product_id, key_hash, key_short, state,
          activation_limit, version_at, version_rank, version_tie)
        values ('lemonsqueezy', 'live', '1', 'b1', '9', '7', sha256('{Key}'), 'XXXX-4D51', 'inactive',
          {limit?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "null"}, '2026-11-01Z', 0, '');
        insert into weir.billing_payments (provider, mode, object_id, state, made_at, amount_minor, refunded_minor, currency,
          version_at, version_rank, version_tie)
        values ('lemonsqueezy', 'live', 'order:9', 'paid', '2026-11-01Z', 900, 0, 'USD', '2026-11-01Z', 0, '')
        """,
        Stop);

    private Task<long> InstancesAsync() =>
        Sql.ScalarAsync<long>(_database.Superuser, "select count(*) from weir.license_instances", Stop);
}
