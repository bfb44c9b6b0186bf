using System.Net;
using Npgsql;
using Weir.Api.Tests.Kit;
using Weir.Core.Accounts;
using Weir.Core.Engine;
using Weir.Data.Accounts;
using Weir.Data.Engine;
using Weir.Testing;

namespace Weir.Api.Tests.Metering;

/// <summary>
/// Totals of a billing period that begins at 13:37, to the instant: the days at its ends belong to two periods, and events
/// come late.
/// </summary>
public sealed class PeriodTotalsTests(MeteringFixture fixture)
{
    private static readonly TimeSpan s_tick = TimeSpan.FromMicroseconds(1);

    [Fact]
    public async Task The_days_at_the_edges_count_only_what_is_inside()
    {
        var (user, http) = await fixture.NewUserAsync();
        using var _ = http;
        var now = TimeProvider.System.GetUtcNow();
        // The current period began two to three days ago, at 13:37.
        var start = new DateTimeOffset(now.UtcDateTime.Date.AddDays(-3).AddHours(13).AddMinutes(37), TimeSpan.Zero);
        await AssignAsync(user, start);
        var midnight = new DateTimeOffset(start.UtcDateTime.Date.AddDays(1), TimeSpan.Zero);
        (DateTimeOffset Occurred, TimeSpan Late, bool Inside)[] events =
        [
            (start.AddHours(-13), TimeSpan.Zero, false), (start - s_tick, TimeSpan.Zero, false),
            (start - s_tick, TimeSpan.FromMinutes(30), false), (start - s_tick, TimeSpan.FromDays(1), false),
            (start - s_tick, TimeSpan.FromHours(1), false), (start, TimeSpan.Zero, true),
            (start, TimeSpan.FromHours(1), true), (start, TimeSpan.FromHours(1) + s_tick, true),
            (midnight - s_tick, TimeSpan.Zero, true), (midnight - s_tick, TimeSpan.FromHours(1), true),
            (midnight - s_tick, TimeSpan.FromHours(2), true), (midnight, TimeSpan.Zero, true),
            (midnight.AddHours(5), TimeSpan.FromHours(20), true),
        ];
        await RecordAsync(user, events);

        var usage = await http.GetAsync("/v1/ai/usage/me", HttpStatusCode.OK);
        usage.At("period", "start").GetDateTimeOffset().ShouldBe(start);
        usage.At("period", "end").GetDateTimeOffset().TimeOfDay.ShouldBe(new TimeSpan(13, 37, 0));
        var inside = events.Count(e => e.Inside);
        usage.At("requests").GetInt64().ShouldBe(inside);
        usage.At("tokens", "input").GetInt64().ShouldBe(inside * 100);
        usage.At("tokens", "cached_input").GetInt64().ShouldBe(inside * 40);
        usage.At("tokens", "output").GetInt64().ShouldBe(inside * 30);
        usage.At("tokens", "reasoning").GetInt64().ShouldBe(inside * 10);
    }

    [Theory]
    [InlineData(7)]
    [InlineData(99)]
    public async Task Any_period_has_what_its_ledger_says(int seed)
    {
        var (user, http) = await fixture.NewUserAsync();
        using var _ = http;
        var random = new Random(seed);
        var from = new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);
        await RecordAsync(
            user,
            Enumerable.Range(0, 300).Select(_ => (
                from.AddSeconds(random.Next(6 * 86_400)),
                random.Next(3) == 0 ? TimeSpan.FromSeconds(random.Next(3 * 86_400)) : TimeSpan.FromSeconds(random.Next(7200)), true)),
            correctEvery: 7);
        for (var round = 0; round < 40; round++)
        {
            var start = from.AddSeconds(random.Next(5 * 86_400));
            if (random.Next(4) == 0) start = new DateTimeOffset(start.UtcDateTime.Date, TimeSpan.Zero);
            var end = start.AddSeconds(1 + random.Next(3 * 86_400));
            if (random.Next(4) == 0) end = new DateTimeOffset(end.UtcDateTime.Date.AddDays(1), TimeSpan.Zero);
            // What the route sums by, without a plan that would have to have this period.
            var wanted = await fixture.Metering.ReadAsync<string>($"""
                select count(*) filter (where corrects_event_id is null) || ' ' || coalesce(sum(input_tokens), 0)
                from weir.usage_events
                where customer_id = '{user}' and occurred_at >= '{start:O}' and occurred_at < '{end:O}'
                """);
            var said = await fixture.Metering.ReadAsync<string>($"""
                select t.events || ' ' || t.input_tokens from weir.usage_totals('{user}', '{start:O}', '{end:O}') as t
                """);
            said.ShouldBe(wanted, $"seed {seed}, {start:O} to {end:O}");
        }
    }

    [Fact]
    public async Task An_edge_is_read_by_index_however_long_the_ledger_is()
    {
        await using var metering = await MeteringServer.StartAsync();
        var user = Guid.CreateVersion7();
        await using var connection = await metering.Database.Superuser.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await Sql.RunAsync(
            connection,
            $$"""
            insert into weir.usage_events (customer_id, recorded_at, event_id, occurred_at, input_tokens, cached_input_tokens,
                cache_write_tokens, output_tokens, reasoning_tokens, cost_nano_usd, price_version, retried, late, provenance,
                status, lines)
              select '{{user}}', t, gen_random_uuid(), t - (case when n % 1000 = 0 then interval '2 days' else '0' end), 1, 0, 0, 0,
                0, 0, 0, false, false, 'client', 'completed', '{}'
              from (select n, timestamptz '2026-05-01' + n * interval '1 minute' as t from generate_series(1, 40000) as n) as e;
            analyze weir.usage_events
            """,
            TestContext.Current.CancellationToken);
        var before = await RowsReadAsync(connection);
        var total = await Sql.ScalarAsync<long>(
            connection,
            $"select events from weir.usage_totals('{user}', '2026-05-10 13:37:00+00', '2026-05-10 14:37:00+00')",
            TestContext.Current.CancellationToken);
        total.ShouldBeInRange(59, 61);
        // An hour's rows, and those of the hour after, which may hold some of it.
        (await RowsReadAsync(connection) - before).ShouldBeInRange(60, 400);
    }

    /// <summary>Rows of the ledger that queries have read, from tables and from indexes.</summary>
    private static async Task<long> RowsReadAsync(NpgsqlConnection connection)
    {
        await Sql.RunAsync(connection, "select pg_stat_force_next_flush()", TestContext.Current.CancellationToken);
        await Sql.RunAsync(connection, "select pg_stat_clear_snapshot()", TestContext.Current.CancellationToken);
        return await Sql.ScalarAsync<long>(
            connection,
            """
            select sum(pg_stat_get_tuples_returned(c.oid))::bigint from pg_class as c
            where c.relnamespace = 'weir'::regnamespace and c.relname like 'usage_events%' and c.relkind in ('i', 'r')
            """,
            TestContext.Current.CancellationToken);
    }

    private async Task AssignAsync(Guid user, DateTimeOffset anchor)
    {
        await new AccountStore(fixture.Metering.Database.Weir, TimeProvider.System)
            .ChangePlanAsync(user, "anchored", PlanChangeTime.Now, "admin", TestContext.Current.CancellationToken);
        await fixture.Metering.RunAsync(
            $"update weir.subscriptions set anchor_at = '{anchor.AddMonths(-1):O}' where customer_id = '{user}' and plan_code = 'anchored'");
    }

    private async Task RecordAsync(
        Guid user, IEnumerable<(DateTimeOffset Occurred, TimeSpan Late, bool Inside)> events, int correctEvery = int.MaxValue)
    {
        var time = new SetTime();
        await using var engine = new EngineClient(fixture.Metering.Database.Weir, time);
        var count = 0;
        foreach (var (occurred, late, _) in events)
        {
            time.Now = occurred + late;
            var id = Guid.CreateVersion7();
            var result = await engine.RecordAsync(
                new RecordOperation(
                    user, user, id, [new MeterQuantity("ai_tokens", 130)],
                    new UsageEventDetails
                    {
                        InputTokens = 100, CachedInputTokens = 40, OutputTokens = 30, ReasoningTokens = 10, OccurredAt = occurred,
                    }),
                TestContext.Current.CancellationToken);
            result.Inserted.ShouldBeTrue();
            if (++count % correctEvery != 0) continue;
            var corrected = await engine.CorrectAsync(
                new CorrectOperation(user, Guid.CreateVersion7(), id, "test", []) { InputTokens = -count % 60 },
                TestContext.Current.CancellationToken);
            corrected.Status.ShouldBe(CorrectStatus.Corrected);
        }
    }

    private sealed class SetTime : TimeProvider
    {
        public DateTimeOffset Now { get; set; }

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
