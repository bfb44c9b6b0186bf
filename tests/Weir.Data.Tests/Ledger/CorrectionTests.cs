using Weir.Core.Engine;
using Weir.Core.Usage;
using Weir.Data.Tests.Engine;
using Weir.Testing;

namespace Weir.Data.Tests.Ledger;

public sealed class CorrectionTests(EngineDatabase database) : IClassFixture<EngineDatabase>
{
    [Fact]
    public async Task Gives_units_back_to_the_very_buckets_the_last_taken_first()
    {
        await using var lab = new Lab(database);
        var customer = await lab.CustomerAsync();
        foreach (var priority in (int[])[1, 2, 3]) await lab.GrantAsync(customer, Lab.Cost, 10, priority);
        var usage = await RecordAsync(lab, customer, 25);
        (await lab.BucketsAsync(customer)).ShouldBe("10+0/10 10+0/10 5+0/10");

        (await CorrectAsync(lab, customer, usage, -8)).ShouldBe(new(CorrectStatus.Corrected, [], []), Same);
        (await lab.BucketsAsync(customer)).ShouldBe("10+0/10 7+0/10 0+0/10");
        (await CorrectAsync(lab, customer, usage, -17)).Status.ShouldBe(CorrectStatus.Corrected);
        (await lab.BucketsAsync(customer)).ShouldBe("0+0/10 0+0/10 0+0/10");
        (await CorrectAsync(lab, customer, usage, -1)).Status.ShouldBe(CorrectStatus.BelowZero);
        await lab.AssertBalancedAsync();
    }

    [Fact]
    public async Task Overruns_are_given_back_first_and_then_admit_again()
    {
        await using var lab = new Lab(database);
        var customer = await lab.CustomerAsync(10);
        var usage = await RecordAsync(lab, customer, 14);
        var other = await RecordAsync(lab, customer, 3);
        (await lab.BalanceAsync(customer)).Used.ShouldBe(17);

        await CorrectAsync(lab, customer, usage, -6);
        (await OverrunsAsync(lab, customer)).ShouldBe("3");
        (await lab.BucketsAsync(customer)).ShouldBe("8+0/10");
        // What another event overran still counts.
        (await lab.ReserveAsync(Lab.Hold(customer, 1))).Status.ShouldBe(ReserveStatus.Denied);
        await CorrectAsync(lab, customer, other, -3);
        (await OverrunsAsync(lab, customer)).ShouldBe("");
        (await lab.ReserveAsync(Lab.Hold(customer, 2))).Status.ShouldBe(ReserveStatus.Reserved);
        await lab.AssertBalancedAsync();
    }

    [Fact]
    public async Task An_overrun_goes_back_to_its_own_period_whatever_is_open_now()
    {
        await using var lab = new Lab(database);
        var customer = await lab.CustomerAsync();
        await lab.PlanAsync(customer, Lab.Cost, 10, 10, "day");
        var first = await RecordAsync(lab, customer, 12);
        // The burn order of the instant is another one by now: the overruns of the two are not of one period.
        await lab.GrantAsync(customer, Lab.Cost, 5, priority: 300, until: Lab.Start.AddDays(9));
        var second = await RecordAsync(lab, customer, 10);
        (await OverrunsAsync(lab, customer)).ShouldBe("2 7");
        lab.Time.Advance(TimeSpan.FromDays(2));

        await CorrectAsync(lab, customer, first, -2);
        (await OverrunsAsync(lab, customer)).ShouldBe("7");
        await CorrectAsync(lab, customer, second, -7);
        (await OverrunsAsync(lab, customer)).ShouldBe("");
        await lab.AssertBalancedAsync();
    }

    [Fact]
    public async Task What_goes_back_to_a_bucket_that_closed_is_breakage_and_no_credit()
    {
        await using var lab = new Lab(database);
        var customer = await lab.CustomerAsync();
        await lab.GrantAsync(customer, Lab.Cost, 10, priority: 1, until: Lab.Start.AddDays(1));
        await lab.GrantAsync(customer, Lab.Cost, 10, priority: 2);
        var usage = await RecordAsync(lab, customer, 14);
        lab.Time.Advance(TimeSpan.FromDays(1));
        var before = (await lab.BalanceAsync(customer)).Remaining;

        var result = await CorrectAsync(lab, customer, usage, -9);

        result.Lost.ShouldBe([new MeterQuantity(Lab.Cost, 5)]);
        (await lab.BucketsAsync(customer)).ShouldBe("5+0/10 0+0/10");
        ((await lab.BalanceAsync(customer)).Remaining - before).ShouldBe(4);
        await lab.AssertBalancedAsync();
    }

    [Fact]
    public async Task More_usage_is_booked_like_a_late_record()
    {
        await using var lab = new Lab(database);
        var customer = await lab.CustomerAsync();
        await lab.PlanAsync(customer, Lab.Cost, 10, 12, "day");
        var usage = await RecordAsync(lab, customer, 5);
        lab.Time.Advance(TimeSpan.FromDays(1));
        await RecordAsync(lab, customer, 1);

        var result = await CorrectAsync(lab, customer, usage, 10);

        result.Overrun.ShouldBe([new MeterQuantity(Lab.Cost, 3)]);
        (await lab.BucketsAsync(customer)).ShouldBe("12+0/10 1+0/10");
        await CorrectAsync(lab, customer, usage, -4);
        (await OverrunsAsync(lab, customer)).ShouldBe("");
        (await lab.BucketsAsync(customer)).ShouldBe("11+0/10 1+0/10");
        await lab.AssertBalancedAsync();
    }

    [Fact]
    public async Task Rollups_move_on_the_day_and_month_of_the_event_and_count_no_request()
    {
        await using var lab = new Lab(database);
        var customer = await lab.CustomerAsync(1000);
        var usage = Lab.Usage1(customer, new(Lab.Cost, 100), new(Lab.Notes, 2)) with
        {
            Event = new() { Feature = "poem", InputTokens = 70, OutputTokens = 30, CostNanoUsd = 100, OccurredAt = Lab.Start },
        };
        await lab.Engine.RecordAsync(usage, Lab.Token);
        lab.Time.Advance(TimeSpan.FromDays(20));

        var result = await lab.Engine.CorrectAsync(
            new(customer, Guid.CreateVersion7(), usage.EventId, "recount", [new(Lab.Cost, -40), new(Lab.Notes, 1)])
            {
                InputTokens = -20,
                OutputTokens = 5,
                CostNanoUsd = -40,
                CorrectsRecordedAt = Lab.Start,
            },
            Lab.Token);

        result.Status.ShouldBe(CorrectStatus.Corrected);
        foreach (var (table, column, first) in new[] { ("usage_daily", "day", "2026-11-20"), ("usage_monthly", "month", "2026-11-01") })
        {
            (await Sql.ListAsync(
                lab.Database.Superuser,
                $"""
                select concat_ws(' ', {column}, nullif(meter, ''), feature, events, quantity, input_tokens, output_tokens, cost_nano_usd)
                from weir.{table} where customer_id = '{customer}' order by meter collate "C"
                """,
                Lab.Token)).ShouldBe([$"{first} ai_cost poem 0 60 0 0 0", $"{first} notes poem 1 3 50 35 60"]);
        }
        await lab.AssertBalancedAsync();
    }

    [Fact]
    public async Task Is_a_row_of_the_ledger_and_changes_no_other()
    {
        await using var lab = new Lab(database);
        var customer = await lab.CustomerAsync(1000);
        var usage = await RecordAsync(lab, customer, 100);
        var before = (await lab.Usage.PageEventsAsync(customer, null, null, 10, Lab.Token)).Single();
        lab.Time.Advance(TimeSpan.FromHours(1));
        var correction = new CorrectOperation(customer, Guid.CreateVersion7(), usage, "provider_refund", [new(Lab.Cost, -30)])
        {
            CostNanoUsd = 0,
        };
        await lab.Engine.CorrectAsync(correction, Lab.Token);

        var rows = await lab.Usage.PageEventsAsync(customer, null, null, 10, Lab.Token);
        rows.Count.ShouldBe(2);
        (rows[0].Kind, rows[0].EventId, rows[0].Corrects, rows[0].Reason, rows[0].RecordedAt, rows[0].OccurredAt)
            .ShouldBe((UsageEventKind.Correction, correction.EventId, usage, "provider_refund", lab.Time.GetUtcNow(), Lab.Start));
        rows[0].Lines.ShouldBe([new MeterQuantity(Lab.Cost, -30)]);
        (rows[1] with { Lines = [] }).ShouldBe(before with { Lines = [] });
        rows[1].Lines.ShouldBe(before.Lines);
    }

    [Fact]
    public async Task Has_one_effect_however_often_and_however_late_it_comes()
    {
        await using var lab = new Lab(database);
        var customer = await lab.CustomerAsync(100);
        var usage = await RecordAsync(lab, customer, 50);
        var other = await RecordAsync(lab, customer, 5);
        var correction = new CorrectOperation(customer, Guid.CreateVersion7(), usage, "recount", [new(Lab.Cost, -10)]);

        var together = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => lab.Engine.CorrectAsync(correction, Lab.Token)));
        together.Count(r => r.Status is CorrectStatus.Corrected).ShouldBe(1);
        together.Count(r => r.Status is CorrectStatus.AlreadyCorrected).ShouldBe(7);
        (await lab.Engine.CorrectAsync(correction with { Corrects = other }, Lab.Token)).Status.ShouldBe(CorrectStatus.KeyConflict);
        (await lab.Engine.RecordAsync(Lab.Usage1(customer) with { EventId = correction.EventId }, Lab.Token)).Inserted.ShouldBeFalse();

        lab.Time.Advance(TimeSpan.FromDays(40));
        await new Data.Engine.LedgerKeeper(lab.Database.Weir, lab.Time).KeepAsync(Lab.Token);
        (await lab.ScalarAsync<long>($"select count(*) from weir.usage_keys where customer_id = '{customer}'")).ShouldBe(0);
        (await lab.Engine.CorrectAsync(correction, Lab.Token)).Status.ShouldBe(CorrectStatus.AlreadyCorrected);
        (await lab.BalanceAsync(customer)).Used.ShouldBe(45);
        await lab.AssertBalancedAsync();
    }

    [Fact]
    public async Task Never_makes_any_number_of_an_event_negative()
    {
        await using var lab = new Lab(database);
        var customer = await lab.CustomerAsync(100);
        var usage = Lab.Usage1(customer, new(Lab.Cost, 50), new(Lab.Notes, 3)) with { Event = new() { InputTokens = 10, OutputTokens = 4 } };
        await lab.Engine.RecordAsync(usage, Lab.Token);
        CorrectOperation Correction(params MeterQuantity[] lines) =>
            new(customer, Guid.CreateVersion7(), usage.EventId, "recount", lines);

        (await lab.Engine.CorrectAsync(Correction() with { InputTokens = -7 }, Lab.Token)).Status.ShouldBe(CorrectStatus.Corrected);
        foreach (var bad in (CorrectOperation[])
        [
            Correction() with { InputTokens = -4 }, Correction() with { OutputTokens = -5 }, Correction() with { CostNanoUsd = -1 },
            Correction() with { CachedInputTokens = -1 }, Correction() with { CacheWriteTokens = -1 },
            Correction() with { ReasoningTokens = -1 }, Correction(new MeterQuantity(Lab.Cost, -51)),
            Correction(new(Lab.Cost, -1), new(Lab.Notes, -4)), Correction(new MeterQuantity(Lab.Generations, -1)),
        ])
        {
            (await lab.Engine.CorrectAsync(bad, Lab.Token)).Status.ShouldBe(CorrectStatus.BelowZero, bad.ToString());
        }
        (await lab.BucketsAsync(customer)).ShouldBe("50+0/100");
        (await lab.Engine.CorrectAsync(
            Correction(new(Lab.Cost, -50), new(Lab.Notes, -3)) with { InputTokens = -3, OutputTokens = -4 }, Lab.Token)).Status
            .ShouldBe(CorrectStatus.Corrected);
        await lab.AssertBalancedAsync();
    }

    [Fact]
    public async Task What_makes_no_sense_is_refused()
    {
        await using var lab = new Lab(database);
        var customer = await lab.CustomerAsync(100);
        var other = await lab.CustomerAsync(100);
        var usage = await RecordAsync(lab, customer, 50);
        var correction = new CorrectOperation(customer, Guid.CreateVersion7(), usage, "recount", [new(Lab.Cost, -1)]);
        (await lab.Engine.CorrectAsync(correction, Lab.Token)).Status.ShouldBe(CorrectStatus.Corrected);
        async Task<CorrectStatus> StatusAsync(CorrectOperation operation) =>
            (await lab.Engine.CorrectAsync(operation with { EventId = Guid.CreateVersion7() }, Lab.Token)).Status;

        (await StatusAsync(correction with { Corrects = correction.EventId })).ShouldBe(CorrectStatus.Invalid);
        (await StatusAsync(correction with { Lines = [] })).ShouldBe(CorrectStatus.Invalid);
        (await StatusAsync(correction with { Lines = [new(Lab.Cost, 0)] })).ShouldBe(CorrectStatus.Invalid);
        (await StatusAsync(correction with { Lines = [new(Lab.Cost, -1), new(Lab.Cost, -1)] })).ShouldBe(CorrectStatus.Invalid);
        (await StatusAsync(correction with { Lines = [new("nothing", 1)] })).ShouldBe(CorrectStatus.Invalid);
        (await StatusAsync(correction with { Reason = "" })).ShouldBe(CorrectStatus.Invalid);
        (await StatusAsync(correction with { Corrects = Guid.CreateVersion7() })).ShouldBe(CorrectStatus.NotFound);
        (await StatusAsync(correction with { CustomerId = other })).ShouldBe(CorrectStatus.NotFound);
        (await StatusAsync(correction with { CustomerId = Guid.CreateVersion7() })).ShouldBe(CorrectStatus.NotFound);
        (await StatusAsync(correction with { CorrectsRecordedAt = Lab.Start.AddDays(-1) })).ShouldBe(CorrectStatus.NotFound);
        (await lab.Engine.CorrectAsync(correction with { EventId = usage }, Lab.Token)).Status.ShouldBe(CorrectStatus.KeyConflict);
        // An event that settled a hold has no key of its own, and its id is taken all the same.
        var hold = Lab.Hold(customer, 1);
        await lab.ReserveAsync(hold);
        var settled = await lab.SettleAsync(customer, hold.HoldId, 0);
        (await lab.Engine.CorrectAsync(correction with { EventId = settled.EventId }, Lab.Token)).Status
            .ShouldBe(CorrectStatus.KeyConflict);
        (await lab.BalanceAsync(customer)).Used.ShouldBe(49);
        await lab.AssertBalancedAsync();
    }

    /// <summary>Random events and corrections of them: the ledger's sums are the books, and no event is ever negative.</summary>
    [Fact]
    public async Task Any_series_of_corrections_keeps_the_books()
    {
        await using var lab = new Lab(database);
        const int seed = 20_261_120;
        var random = new Random(seed);
        var customer = await lab.CustomerAsync();
        await lab.PlanAsync(customer, Lab.Cost, 60, 80, "day");
        await lab.GrantAsync(customer, Lab.Cost, 40, priority: 50, until: Lab.Start.AddDays(2));
        var events = new Dictionary<Guid, long>();
        for (var i = 0; i < 150; i++)
        {
            lab.Time.Advance(TimeSpan.FromMinutes(random.Next(0, 60)));
            if (events.Count == 0 || random.Next(3) == 0)
            {
                var units = random.Next(0, 50);
                events[await RecordAsync(lab, customer, units)] = units;
                continue;
            }
            var (id, left) = events.ElementAt(random.Next(events.Count));
            var delta = random.Next(-30, 20);
            if (delta == 0) continue;
            var status = (await CorrectAsync(lab, customer, id, delta)).Status;
            status.ShouldBe(left + delta < 0 ? CorrectStatus.BelowZero : CorrectStatus.Corrected, $"seed {seed}, step {i}");
            if (status is CorrectStatus.Corrected) events[id] = left + delta;
        }

        (await lab.ScalarAsync<decimal>($"""
            select sum(l.quantity) from weir.usage_events as e cross join unnest(e.lines) as l where e.customer_id = '{customer}'
            """)).ShouldBe(events.Values.Sum());
        (await lab.ScalarAsync<bool>($"""
            select coalesce(bool_and(o.quantity >= 0 and o.quantity = coalesce(l.units, 0)), true)
            from weir.overruns as o
            left join lateral (
              select sum(x.quantity) as units from weir.usage_events as e
              cross join lateral (
                select l.quantity, e.overrun_periods[row_number() over (order by l.n)] as period
                from unnest(e.lines) with ordinality as l (meter, quantity, bucket_id, overrun, n) where l.overrun
              ) as x
              where e.customer_id = o.customer_id and x.period = tstzrange(o.period_start, o.period_end)
            ) as l on true
            where o.customer_id = '{customer}'
            """)).ShouldBeTrue();
        await lab.AssertBalancedAsync();
    }

    private static readonly IEqualityComparer<CorrectResult> Same = EqualityComparer<CorrectResult>.Create(
        (a, b) => a!.Status == b!.Status && a.Overrun.SequenceEqual(b.Overrun) && a.Lost.SequenceEqual(b.Lost));

    private static async Task<Guid> RecordAsync(Lab lab, Guid customer, long cost)
    {
        var usage = Lab.Usage1(customer, new MeterQuantity(Lab.Cost, cost));
        (await lab.Engine.RecordAsync(usage, Lab.Token)).Inserted.ShouldBeTrue();
        return usage.EventId;
    }

    private static Task<CorrectResult> CorrectAsync(Lab lab, Guid customer, Guid corrects, long cost) => lab.Engine.CorrectAsync(
        new(customer, Guid.CreateVersion7(), corrects, "recount", [new(Lab.Cost, cost)]), Lab.Token);

    private static async Task<string> OverrunsAsync(Lab lab, Guid customer) => string.Join(' ', await Sql.ListAsync(
        lab.Database.Superuser,
        $"select quantity from weir.overruns where customer_id = '{customer}' order by period_end",
        Lab.Token));
}
