using Npgsql;
using Weir.Core.Engine;
using Weir.Data.Engine;
using Weir.Data.Tests.Engine;
using Weir.Testing;

namespace Weir.Data.Tests.Ledger;

/// <summary>What is forgotten, and what is not. Each test has a database of its own: retention looks at all customers.</summary>
public sealed class RetentionTests : IAsyncLifetime
{
    private readonly EngineDatabase _database = new();

    public ValueTask InitializeAsync() => _database.InitializeAsync();

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task Holds_that_ended_are_forgotten_after_their_retention_and_no_earlier()
    {
        await using var lab = new Lab(_database);
        var customer = await lab.CustomerAsync(1000);
        await lab.SettleAsync(customer, await lab.ReservedAsync(customer, 10), 10);
        await lab.VoidAsync(customer, await lab.ReservedAsync(customer, 10));
        await lab.ReservedAsync(customer, 10);
        var late = await lab.ReservedAsync(customer, 10);
        lab.Time.Advance(TimeSpan.FromDays(1));
        await lab.SettleAsync(customer, late, 10);
        var keeper = new LedgerKeeper(lab.Database.Weir, lab.Time);

        lab.Time.MoveTo(Lab.Start + LedgerKeeper.HoldRetention);
        await keeper.KeepAsync(Lab.Token);
        (await StatesAsync(lab)).ShouldBe("expired expired posted voided");
        lab.Time.Advance(TimeSpan.FromTicks(10));
        await keeper.KeepAsync(Lab.Token);
        // Those two ended a day later: one was swept then, one was settled late.
        (await StatesAsync(lab)).ShouldBe("expired expired");
        lab.Time.Advance(TimeSpan.FromDays(1));
        await keeper.KeepAsync(Lab.Token);
        (await StatesAsync(lab)).ShouldBe("");
        (await lab.ScalarAsync<long>($"select count(*) from weir.usage_events where customer_id = '{customer}'")).ShouldBe(2);
        await lab.AssertBalancedAsync();
    }

    [Fact]
    public async Task A_pending_hold_is_never_forgotten()
    {
        await using var lab = new Lab(_database);
        var customer = await lab.CustomerAsync(1000);
        await lab.ReserveAsync(Lab.Hold(customer, 10) with { Lease = TimeSpan.FromDays(400) });
        lab.Time.Advance(TimeSpan.FromDays(200));
        await new LedgerKeeper(lab.Database.Weir, lab.Time).KeepAsync(Lab.Token);
        (await StatesAsync(lab)).ShouldBe("pending");
        (await lab.BalanceAsync(customer)).Held.ShouldBe(10);
    }

    /// <summary>trim_holds alone, with the shortest retention there is: no key was forgotten before it.</summary>
    [Fact]
    public async Task A_hold_that_a_key_could_ask_for_is_never_forgotten()
    {
        await using var lab = new Lab(_database);
        var customer = await lab.CustomerAsync(1000);
        var keyed = Lab.Hold(customer, 10) with { IdempotencyKey = "k", RequestHash = Lab.Hash("a") };
        await lab.ReserveAsync(keyed);
        await lab.SettleAsync(customer, keyed.HoldId, 10);
        lab.Time.Advance(TimeSpan.FromDays(100));
        (await TrimHoldsAsync(lab, 10)).ShouldBe(0);
        (await lab.ReserveAsync(keyed with { HoldId = Guid.CreateVersion7() })).Status.ShouldBe(ReserveStatus.AlreadySettled);

        (await lab.ScalarAsync<int>($"select weir.trim_keys('{lab.Time.GetUtcNow():O}', '35 days', 100)")).ShouldBe(1);
        (await TrimHoldsAsync(lab, 10)).ShouldBe(1);
    }

    [Fact]
    public async Task No_retention_is_shorter_than_35_days()
    {
        await using var lab = new Lab(_database);
        var customer = await lab.CustomerAsync(1000);
        await lab.VoidAsync(customer, await lab.ReservedAsync(customer, 10));
        lab.Time.Advance(TimeSpan.FromDays(35));
        (await TrimHoldsAsync(lab, 10, "1 day")).ShouldBe(0);
        lab.Time.Advance(TimeSpan.FromTicks(10));
        (await TrimHoldsAsync(lab, 10, "1 day")).ShouldBe(1);
    }

    [Fact]
    public async Task Several_replicas_forget_each_hold_once_and_wait_for_nobody()
    {
        await using var lab = new Lab(_database);
        var customers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => lab.CustomerAsync(1000)));
        foreach (var customer in customers)
        {
            for (var i = 0; i < 5; i++) await lab.VoidAsync(customer, await lab.ReservedAsync(customer, 10));
        }
        lab.Time.Advance(TimeSpan.FromDays(100));
        await using var other = await lab.Database.Superuser.OpenConnectionAsync(Lab.Token);
        await using var transaction = await other.BeginTransactionAsync(Lab.Token);
        await Sql.RunAsync(other, $"select from weir.books where customer_id = '{customers[3]}' for update", Lab.Token);

        var forgotten = 0;
        for (var round = 0; round < 12; round++)
            forgotten += (await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => TrimHoldsAsync(lab, 7)))).Sum();
        forgotten += await TrimHoldsAsync(lab, 100);

        forgotten.ShouldBe(95);
        await transaction.RollbackAsync(Lab.Token);
        (await TrimHoldsAsync(lab, 100)).ShouldBe(5);
    }

    [Fact]
    public async Task Rows_of_the_default_partition_move_to_the_month_that_is_made_for_them()
    {
        await using var lab = new Lab(_database);
        var customer = await lab.CustomerAsync(1000);
        var may = new DateTimeOffset(2030, 5, 31, 23, 59, 59, TimeSpan.Zero);
        foreach (var at in (DateTimeOffset[])[may.AddMonths(-1), may, may.AddSeconds(1), may.AddMonths(3)])
        {
            lab.Time.MoveTo(at);
            await lab.Engine.RecordAsync(Lab.Usage1(customer, new MeterQuantity(Lab.Cost, 7)), Lab.Token);
        }
        var before = await RowsAsync(lab, customer);
        (await PartitionsAsync(lab, customer)).ShouldBe(Enumerable.Repeat("weir.usage_events_default", 4));

        lab.Time.MoveTo(may);
        (await lab.ScalarAsync<int>($"select weir.ensure_usage_partitions('{may:O}', 2)")).ShouldBe(2);

        (await PartitionsAsync(lab, customer)).ShouldBe(
            ["weir.usage_events_default", "weir.usage_events_y2030m05", "weir.usage_events_y2030m06", "weir.usage_events_default"]);
        (await RowsAsync(lab, customer)).ShouldBe(before);
        (await lab.Usage.PageEventsAsync(customer, null, null, 10, Lab.Token)).Count.ShouldBe(4);
        await lab.AssertBalancedAsync();
    }

    /// <summary>The guards are lifted for the move only.</summary>
    [Theory]
    [InlineData("usage_events_default")]
    [InlineData("usage_events_y2030m05")]
    public async Task After_a_move_the_ledger_is_append_only_as_before(string partition)
    {
        await using var lab = new Lab(_database);
        var customer = await lab.CustomerAsync(1000);
        foreach (var month in (int[])[5, 9])
        {
            lab.Time.MoveTo(new DateTimeOffset(2030, month, 10, 0, 0, 0, TimeSpan.Zero));
            await lab.Engine.RecordAsync(Lab.Usage1(customer, new MeterQuantity(Lab.Cost, 7)), Lab.Token);
        }
        await lab.SqlAsync("select weir.ensure_usage_partitions('2030-05-10', 1)");

        foreach (var statement in (string[])[$"delete from weir.{partition}", $"update weir.{partition} set late = true", $"truncate weir.{partition}"])
        {
            (await Should.ThrowAsync<PostgresException>(lab.SqlAsync(statement))).SqlState.ShouldBe("WE101", statement);
        }
        (await lab.ScalarAsync<bool>(
            $"select relrowsecurity and relforcerowsecurity from pg_class where oid = 'weir.{partition}'::regclass")).ShouldBeTrue();
        await using var owner = await lab.Database.Superuser.OpenConnectionAsync(Lab.Token);
        await Sql.RunAsync(owner, "set role weir_owner", Lab.Token);
        (await Sql.ScalarAsync<long>(owner, $"select count(*) from weir.{partition}", Lab.Token)).ShouldBe(0);
    }

    private static async Task<string> StatesAsync(Lab lab) => string.Join(' ', await Sql.ListAsync(
        lab.Database.Superuser, "select state from weir.holds order by state", Lab.Token));

    private static Task<int> TrimHoldsAsync(Lab lab, int limit, string keep = "90 days") =>
        lab.ScalarAsync<int>($"select weir.trim_holds('{lab.Time.GetUtcNow():O}', '{keep}', {limit})");

    private static Task<IReadOnlyList<string>> PartitionsAsync(Lab lab, Guid customer) => Sql.ListAsync(
        lab.Database.Superuser,
        $"select tableoid::regclass::text from weir.usage_events where customer_id = '{customer}' order by recorded_at", Lab.Token);

    private static Task<IReadOnlyList<string>> RowsAsync(Lab lab, Guid customer) => Sql.ListAsync(
        lab.Database.Superuser, $"select e::text from weir.usage_events as e where customer_id = '{customer}' order by recorded_at", Lab.Token);
}
