using Npgsql;
using Weir.Core.Accounts;
using Weir.Core.Billing;
using Weir.Data.Accounts;
using Weir.Data.Billing.Licenses;
using Weir.Testing;

namespace Weir.Data.Tests.Billing;

/// <summary>
/// A customer shows a licence key while a message about it is folded. Time is stopped at the worst place: the one has written
/// and not committed when the other comes. However they meet, the key has one owner and nobody keeps what is another's.
/// </summary>
public sealed class LicenseRaceTests : IAsyncLifetime
{
    private const string Key = "38B1460A-5104-4067-A91D-77B872934D51";
    private static readonly DateTimeOffset s_now = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    private readonly ManualTime _time = new(s_now);
    private readonly Guid _ada = Guid.CreateVersion7();
    private readonly Guid _bob = Guid.CreateVersion7();
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
        foreach (var user in (Guid[])[_ada, _bob]) await SnapshotAsync(user);
        await Sql.RunAsync(_database.Superuser, Fold(License(at: -9)), Stop);
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task A_message_that_says_whose_the_key_is_comes_first()
    {
        await using var message = await BeginAsync(Fold(License(at: 1, customer: _bob)));

        var claim = ActivateAsync(_ada);
        await WaitForBlockedAsync(message, claim);
        await message.Transaction.CommitAsync(Stop);

        (await claim).Outcome.ShouldBe(LicenseOutcome.Unusable);
        await CheckOwnerAsync(_bob);
    }

    [Fact]
    public async Task A_message_that_says_whose_the_buyer_is_comes_first()
    {
        await using var message = await BeginAsync(Fold(Buyer("b1", _bob)));

        var claim = ActivateAsync(_ada);
        await WaitForBlockedAsync(message, claim);
        await message.Transaction.CommitAsync(Stop);

        (await claim).Outcome.ShouldBe(LicenseOutcome.Unusable);
        await CheckOwnerAsync(_bob);
    }

    [Fact]
    public async Task A_message_that_ends_the_key_comes_first()
    {
        await using var message = await BeginAsync(Fold(License(at: 1, state: "disabled")));

        var claim = ActivateAsync(_ada);
        await WaitForBlockedAsync(message, claim);
        await message.Transaction.CommitAsync(Stop);

        (await claim).Outcome.ShouldBe(LicenseOutcome.Unusable);
        await CheckOwnerAsync(null);
    }

    [Theory]
    [InlineData("license")]
    [InlineData("buyer")]
    public async Task The_claim_comes_first(string kind)
    {
        await using var claim = await BeginAsync(
            $"select from weir.license_activate('{s_now:O}', sha256('{Key}'), '{_ada}', gen_random_uuid(), 'laptop')");

        // What says the key is Bob's is older than the claim and than all that was known.
        var message = Sql.RunAsync(
            _database.Superuser, Fold(kind == "license" ? License(at: -99, customer: _bob) : Buyer("b1", _bob)), Stop);
        await WaitForBlockedAsync(claim, message);
        await claim.Transaction.CommitAsync(Stop);
        await message;

        await CheckOwnerAsync(_ada);
    }

    /// <summary>The claim waits for a message that gives the key another buyer, whom a third message then links.</summary>
    [Fact]
    public async Task The_claim_heeds_the_buyer_that_the_key_has_by_then()
    {
        await using var message = await BeginAsync(Fold(License(at: 1, buyer: "b2")));
        await using var ada = await BeginAsync($"select from weir.customers where customer_id = '{_ada}' for update");

        var claim = ActivateAsync(_ada);
        await WaitForBlockedAsync(message, claim);
        await message.Transaction.CommitAsync(Stop);
        await WaitForBlockedAsync(ada, claim);
        var link = Sql.RunAsync(_database.Superuser, Fold(Buyer("b2", _bob)), Stop);
        await WaitForAnyBlockedAsync(link);
        await ada.Transaction.CommitAsync(Stop);
        await link;

        (await claim).Outcome.ShouldBe(LicenseOutcome.Done);
        await CheckOwnerAsync(_ada);
    }

    [Fact]
    public async Task Of_two_activations_the_second_counts_the_first()
    {
        await Sql.RunAsync(_database.Superuser, "update weir.license_keys set activation_limit = 1", Stop);
        await using var first = await BeginAsync(
            $"select from weir.license_activate('{s_now:O}', sha256('{Key}'), null, gen_random_uuid(), 'laptop')");

        var second = ActivateAsync(null);
        await WaitForBlockedAsync(first, second);
        await first.Transaction.CommitAsync(Stop);

        (await second).Outcome.ShouldBe(LicenseOutcome.LimitReached);
    }

    [Fact]
    public async Task A_message_that_gives_the_key_another_buyer_and_one_that_links_the_former_follow_one_another()
    {
        await using var message = await BeginAsync(Fold(License(at: 1, buyer: "b2")));

        var link = Sql.RunAsync(_database.Superuser, Fold(Buyer("b1", _bob)), Stop);
        await WaitForAnyBlockedAsync(link);
        await message.Transaction.CommitAsync(Stop);
        await link;

        await CheckOwnerAsync(null);
    }

    private Task<LicenseResult> ActivateAsync(Guid? customer) =>
        _licenses.ActivateAsync(LicenseStore.HashOf(Key), customer, Guid.CreateVersion7(), "laptop", Stop);

    /// <summary>The plan is the owner's alone, an instance is there if Ada got it, and the audit has nothing to say.</summary>
    private async Task CheckOwnerAsync(Guid? owner)
    {
        foreach (var user in (Guid[])[_ada, _bob])
        {
            var now = await SnapshotAsync(user);
            now.PlanCode.ShouldBe(user == owner ? "pro" : null);
            now.Paid.Any().ShouldBe(user == owner);
        }
        (await Sql.ScalarAsync<long>(_database.Superuser, "select count(*) from weir.license_instances", Stop))
            .ShouldBe(owner == _ada ? 1 : 0);
        (await Sql.ListAsync(
            _database.Superuser,
            $"select check_name || ' ' || expected || ' / ' || found from weir.audit_entitlements('{s_now:O}')",
            Stop)).ShouldBeEmpty();
    }

    private async Task<CustomerSnapshot> SnapshotAsync(Guid user) =>
        (await new AccountStore(_database.Weir, _time).OpenAccountAsync(user, null, Stop)).Single();

    private static string Fold(string fact) =>
        $"select from weir.fold_billing_facts('{s_now:O}', 'lemonsqueezy', 'live', '[{fact}]')";

    private static string License(int at, string buyer = "b1", string state = "inactive", Guid? customer = null) =>
        $$"""
        {"kind": "license", "object_id": "1", {{Version(at)}}, "buyer_id": "{{buyer}}", "order_id": "9", "product_id": "7",
          "key_hash": "{{Convert.ToHexStringLower(LicenseStore.HashOf(Key))}}", "key_short": "XXXX-4D51", "state": "{{state}}",
          "activation_limit": 3, "customer_id": {{(customer is { } id ? $"\"{id}\"" : "null")}}}
        """;

    private static string Buyer(string id, Guid customer) =>
        $$"""{"kind": "buyer", "object_id": "{{id}}", {{Version(0)}}, "deleted": false, "customer_id": "{{customer}}"}""";

    private static string Version(int minutes) =>
        $"\"version_at\": \"{s_now.AddMinutes(minutes):O}\", \"version_rank\": 0, \"version_tie\": \"tie\"";

    /// <summary>Runs a statement and leaves its transaction open.</summary>
    private async Task<OpenWork> BeginAsync(string sql)
    {
        var connection = await _database.Superuser.OpenConnectionAsync(Stop);
        var transaction = await connection.BeginTransactionAsync(Stop);
        await Sql.RunAsync(connection, sql, Stop);
        return new OpenWork(connection, transaction);
    }

    /// <summary>Waits until somebody waits for the open work; the other, unless it is done first, is a failure.</summary>
    private Task WaitForBlockedAsync(OpenWork work, Task other) =>
        WaitAsync($"{work.Connection.ProcessID} = any (pg_blocking_pids(pid))", other, mayEnd: false);

    /// <summary>Waits until the other waits for somebody, or has ended without.</summary>
    private Task WaitForAnyBlockedAsync(Task other) => WaitAsync(
        "query like '%\"kind\": \"buyer\"%' and cardinality(pg_blocking_pids(pid)) > 0 and pid <> pg_backend_pid()",
        other,
        mayEnd: true);

    private async Task WaitAsync(string condition, Task other, bool mayEnd)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        limit.CancelAfter(s_patience);
        while (!await Sql.ScalarAsync<bool>(
            _database.Superuser,
            $"select exists (select from pg_stat_activity where datname = current_database() and {condition})", Stop))
        {
            if (other.IsCompleted && mayEnd) return;
            other.IsCompleted.ShouldBeFalse("it did not wait");
            limit.IsCancellationRequested.ShouldBeFalse("nobody waits");
            await Task.Delay(5, Stop);
        }
    }

    private sealed record OpenWork(NpgsqlConnection Connection, NpgsqlTransaction Transaction) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await Transaction.DisposeAsync();
            await Connection.DisposeAsync();
        }
    }
}
