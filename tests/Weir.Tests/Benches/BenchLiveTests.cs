using Npgsql;
using Weir.Benches;
using Weir.Benches.Cluster;
using Weir.Benches.Load;
using Weir.Data;
using Weir.Data.Audit;

namespace Weir.Tests.Benches;

/// <summary>The benches themselves, small: that their figures mean what they say, not how high they are.</summary>
public sealed class BenchLiveTests(BenchFixture fixture) : IClassFixture<BenchFixture>
{
    private static readonly Window s_window = Window.OfSeconds(2);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(BenchNames.CheckAndIncrement)]
    [InlineData(BenchNames.ConsumeTokens)]
    [InlineData(BenchNames.CheckAndIncrementWithLedger)]
    public async Task A_documents_function_does_what_it_is_measured_for(string function)
    {
        var subject = await fixture.Subjects.CreateAsync(function, 1, fixture.Database, Token);
        var before = await CountAsync(function);
        var measured = await subject.RunAsync(new Shape("spread", 4, BenchFixture.Customers), s_window, Token);

        measured.Operations.ShouldBeGreaterThan(0);
        // Warm-up is in the tables and not in the figures.
        (await CountAsync(function) - before).ShouldBeGreaterThanOrEqualTo(measured.Operations);
        if (subject is IAsyncDisposable owned) await owned.DisposeAsync();
    }

    [Fact]
    public async Task Without_pgbench_the_same_is_called_from_here()
    {
        const string Function = BenchNames.CheckAndIncrement;
        await using var subject = await fixture.Subjects.ByCallsAsync(Function, fixture.Database, Token);
        var before = await CountAsync(Function);
        var measured = await subject.RunAsync(new Shape("hot", 4, 1), s_window, Token);
        measured.Operations.ShouldBeGreaterThan(0);
        (await CountAsync(Function) - before).ShouldBeGreaterThanOrEqualTo(measured.Operations);
    }

    [Theory]
    [InlineData(BenchNames.Weir, 1)]
    [InlineData(BenchNames.Weir, 2)]
    [InlineData(BenchNames.WeirHttp, 2)]
    public async Task Weir_sells_the_last_unit_once(string name, int processes)
    {
        var subject = await fixture.Subjects.CreateAsync(name, processes, fixture.Database, Token);
        try
        {
            var shape = new Shape("spread", 8, BenchFixture.Customers, processes);
            await subject.VisitAsync(shape, Token);
            var race = (await subject.RaceAsync(shape, Token)).ShouldNotBeNull();
            race.Granted.ShouldBe(2_000);
            race.Sold.ShouldBe(race.Granted);
            race.Oversold.ShouldBe(0);
            var measured = await subject.RunAsync(shape, s_window, Token);
            measured.Operations.ShouldBeGreaterThan(0);
        }
        finally
        {
            await ((IAsyncDisposable)subject).DisposeAsync();
        }
        (await AuditAsync(fixture.Database)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Units_too_many_in_the_ledger_are_counted()
    {
        await using var database = await fixture.CloneAsync(Token);
        var granted = await database.GrantRaceAsync(2, 5, Token);
        granted.ShouldBe(10);
        await TouchAsync(database, BenchCustomers.FirstOfRace);
        (await database.OversoldAsync(BenchCustomers.FirstOfRace, 2, Token)).ShouldBe(0);
        await LedgerAsync(database, BenchCustomers.FirstOfRace, units: 3);
        (await database.OversoldAsync(BenchCustomers.FirstOfRace, 2, Token)).ShouldBe(0);
        await LedgerAsync(database, BenchCustomers.FirstOfRace, units: 4);
        (await database.OversoldAsync(BenchCustomers.FirstOfRace, 2, Token)).ShouldBe(2);
    }

    [Fact]
    public async Task A_written_history_adds_up()
    {
        await using var database = await fixture.CloneAsync(Token);
        await History.WriteAsync(database, 2_000, BenchFixture.Customers, new Silence(), Token);
        (await ScalarAsync(database, "select count(*) from weir.usage_events")).ShouldBe(2_000);
        (await AuditAsync(database)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_bench_prints_a_row_for_each_pair()
    {
        var progress = new Silence();
        var report = await EngineBench.RunAsync(
            new BenchRequest
            {
                Runs = 1,
                Seconds = 1,
                Customers = BenchFixture.Customers,
                Shapes = ["hot-20", "ledger-spread-50"],
                Subjects = [BenchNames.CheckAndIncrement, BenchNames.Weir],
                LedgerRows = 1_000,
            },
            progress,
            Token);
        report.Rows.Select(r => (r.Shape, r.Subject, r.Baseline, r.LedgerRows)).ShouldBe(
        [
            ("hot-20", BenchNames.CheckAndIncrement, BenchNames.CheckAndIncrement, 0),
            ("hot-20", BenchNames.Weir, BenchNames.CheckAndIncrement, 0),
            ("ledger-spread-50", BenchNames.Weir, BenchNames.Weir, 0),
            ("ledger-spread-50", BenchNames.WeirLoaded, BenchNames.Weir, 1_000),
        ]);
        report.Rows.ShouldAllBe(r => r.OpsPerS > 0 && r.P99Ms >= r.P50Ms && r.Runs.Count == 1);
        report.Rows.Where(r => r.Subject != BenchNames.CheckAndIncrement).ShouldAllBe(r => r.Oversold == 0);
        report.Faults.ShouldBeEmpty();
        report.Facts.ShouldContain(fact => fact.Contains("fsync=on, synchronous_commit=on", StringComparison.Ordinal));
        progress.Steps.ShouldBe(progress.Expected);
    }

    private Task<long> CountAsync(string function) => ScalarAsync(fixture.Database, function switch
    {
        BenchNames.CheckAndIncrement => "select sum(generation_count) from public.user_usage",
        BenchNames.ConsumeTokens => "select count(*) from public.usage_logs",
        _ => """
            select min(n) from (
              select count(*) as n from public.ledger
              union all select coalesce(sum(events), 0)::bigint from public.ledger_daily
              union all select coalesce(sum(events), 0)::bigint from public.ledger_monthly) as counts
            """,
    });

    private static async Task<IReadOnlyList<AuditViolation>> AuditAsync(BenchDatabase database)
    {
        await using var weir = WeirDatabase.Open(database.App);
        return await new Auditor(weir, TimeProvider.System).CheckBooksAsync(Token);
    }

    /// <summary>Makes the bucket, as the first operation does.</summary>
    private static async Task TouchAsync(BenchDatabase database, int customer)
    {
        await using var command = database.Superuser.CreateCommand(
            "select count(*) from weir.open_buckets(array[$1], array['race_units'], array[now()])");
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = BenchCustomers.IdOf(customer) });
        (await command.ExecuteScalarAsync(Token)).ShouldBe(1L);
    }

    private static async Task LedgerAsync(BenchDatabase database, int customer, int units)
    {
        await using var command = database.Superuser.CreateCommand("""
            insert into weir.usage_events (customer_id, recorded_at, event_id, occurred_at, input_tokens, cached_input_tokens,
                cache_write_tokens, output_tokens, reasoning_tokens, cost_nano_usd, price_version, retried, late, provenance,
                status, lines)
              values ($1, now(), gen_random_uuid(), now(), 0, 0, 0, 0, 0, 0, 0, false, false, 'provider', 'completed',
                array[row('race_units', $2, null, false)::weir.usage_line])
            """);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = BenchCustomers.IdOf(customer) });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = units });
        await command.ExecuteNonQueryAsync(Token);
    }

    private static async Task<long> ScalarAsync(BenchDatabase database, string sql)
    {
        await using var command = database.Superuser.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync(Token))!;
    }
}
