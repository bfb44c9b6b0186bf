using Npgsql;
using Weir.Core.Engine;
using Weir.Testing;

namespace Weir.Data.Tests.Engine;

public sealed class LedgerTests(EngineDatabase database) : IClassFixture<EngineDatabase>
{
    private static readonly UsageEventDetails s_details = new()
    {
        Feature = "chapter_summary",
        Capability = "summarize",
        Provider = "openai",
        Model = "gpt-5-mini-2026-01-01",
        ProviderRequestId = "resp_1",
        ProjectId = "project",
        DocumentId = "document",
        InputTokens = 100,
        CachedInputTokens = 40,
        CacheWriteTokens = 5,
        OutputTokens = 30,
        ReasoningTokens = 10,
        CostNanoUsd = 123,
        PriceVersion = 3,
        Provenance = "estimated",
        Status = "incomplete",
        ErrorCode = "provider_timeout",
        TierRequested = "flex",
        TierServed = "default",
        Retried = true,
        PromptVersion = "chapter_summary@2",
        OccurredAt = Lab.Start.AddSeconds(-1),
    };

    [Fact]
    public async Task A_row_comes_back_as_it_was_written()
    {
        await using var lab = new Lab(database);
        var customer = await lab.CustomerAsync(1000);
        var user = Guid.CreateVersion7();
        var hold = (await lab.ReserveAsync(Lab.Hold(customer, 200) with { UserId = user })).HoldId;
        var settle = new SettleOperation(customer, hold, Guid.CreateVersion7(), [new(Lab.Cost, 123)], s_details);
        await lab.Engine.SettleAsync(settle, CancellationToken.None);

        var row = (await lab.Usage.PageEventsAsync(customer, null, null, 10, Lab.Token)).Single();

        (row.EventId, row.CustomerId, row.UserId, row.RecordedAt, row.OccurredAt)
            .ShouldBe((settle.EventId, customer, user, Lab.Start, s_details.OccurredAt));
        row.Details.ShouldBe(s_details);
        row.Lines.ShouldBe([new MeterQuantity(Lab.Cost, 123)]);
    }

    [Fact]
    public async Task Totals_come_from_the_rollups()
    {
        await using var lab = new Lab(database);
        var customer = await lab.CustomerAsync(1000);
        await lab.PlanAsync(customer, Lab.Generations, 5, 5, "billing_month");
        for (var i = 0; i < 3; i++)
        {
            await lab.Engine.RecordAsync(
                Lab.Usage1(customer, new MeterQuantity(Lab.Cost, 10)) with { Event = s_details with { OccurredAt = default } }, Lab.Token);
            lab.Time.Advance(TimeSpan.FromDays(15));
        }

        var current = await lab.Usage.GetSummaryAsync(customer, null, Lab.Token); // 20 December to 20 January
        (current.PeriodStart, current.PeriodEnd, current.Requests, current.InputTokens, current.CachedInputTokens, current.OutputTokens,
            current.ReasoningTokens).ShouldBe((Lab.Start.AddMonths(1), Lab.Start.AddMonths(2), 1, 100, 40, 30, 10));
        current.Meters.Select(m => (m.Meter, m.Used)).ShouldBe([(Lab.Cost, 30), (Lab.Generations, 0)]);

        var november = await lab.Usage.GetSummaryAsync(customer, new DateOnly(2026, 11, 1), Lab.Token);
        (november.PeriodStart, november.PeriodEnd, november.Requests).ShouldBe((
            new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2026, 12, 1, 0, 0, 0, TimeSpan.Zero), 1));
        (await lab.ScalarAsync<string>(
            $"select string_agg(month || '=' || events, ' ' order by month) from weir.usage_monthly where customer_id = '{customer}'"))
            .ShouldBe("2026-11-01=1 2026-12-01=2");
        await lab.AssertBalancedAsync();
    }

    [Fact]
    public async Task Pages_neither_skip_nor_repeat_rows_of_one_instant()
    {
        await using var lab = new Lab(database);
        var customer = await lab.CustomerAsync(1000);
        var written = new HashSet<Guid>();
        for (var instant = 0; instant < 3; instant++)
        {
            var operations = Enumerable.Range(0, 25).Select(_ => Lab.Usage1(customer, new MeterQuantity(Lab.Cost, 1))).ToList();
            await Task.WhenAll(operations.Select(o => lab.Engine.RecordAsync(o, Lab.Token).AsTask()));
            written.UnionWith(operations.Select(o => o.EventId));
            lab.Time.Advance(TimeSpan.FromDays(10));
        }

        var seen = new List<(DateTimeOffset, Guid)>();
        for (var page = await lab.Usage.PageEventsAsync(customer, null, null, 7, Lab.Token); page.Count > 0;
            page = await lab.Usage.PageEventsAsync(customer, page[^1].RecordedAt, page[^1].EventId, 7, Lab.Token))
            seen.AddRange(page.Select(e => (e.RecordedAt, e.EventId)));

        seen.Count.ShouldBe(75);
        seen.Select(s => s.Item2).ToHashSet().SetEquals(written).ShouldBeTrue();
        seen.ShouldBe(seen.OrderByDescending(s => s.Item1).ThenByDescending(s => s.Item2));
        (await lab.Usage.PageEventsAsync(await lab.CustomerAsync(), null, null, 7, Lab.Token)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("update weir.usage_events set cost_nano_usd = 0")]
    [InlineData("delete from weir.usage_events")]
    [InlineData("truncate weir.usage_events")]
    [InlineData("truncate weir.usage_events_y2026m11")]
    [InlineData("update weir.usage_events_y2026m11 set cost_nano_usd = 0")]
    [InlineData("truncate weir.usage_events_default")]
    public async Task Nobody_changes_the_ledger(string statement)
    {
        await using var lab = new Lab(database);
        await lab.Engine.RecordAsync(Lab.Usage1(await lab.CustomerAsync(), new MeterQuantity(Lab.Notes, 1)), Lab.Token);

        (await Should.ThrowAsync<PostgresException>(() => lab.SqlAsync(statement))).SqlState.ShouldBe("WE101");
        await using var asEngine = await lab.Database.Superuser.OpenConnectionAsync(Lab.Token);
        await Sql.RunAsync(asEngine, "set role weir_engine", Lab.Token);
        (await Should.ThrowAsync<PostgresException>(() => Sql.RunAsync(asEngine, statement, Lab.Token)))
            .SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
    }

    [Fact]
    public async Task The_server_reaches_no_table_of_the_engine()
    {
        var reachable = await Sql.ListAsync(
            database.Database.Superuser,
            """
            select c.relname from pg_class as c
            where c.relnamespace = 'weir'::regnamespace and c.relkind in ('r', 'p')
              and (not c.relrowsecurity or not c.relforcerowsecurity
                or has_table_privilege('weir_app', c.oid, 'select, insert, update, delete, truncate')
                or has_table_privilege('weir_engine', c.oid, 'truncate'))
            """,
            Lab.Token);
        reachable.ShouldBeEmpty();
    }

    [Fact]
    public async Task Rows_go_to_the_partition_of_their_month_and_to_the_default_without_one()
    {
        await using var lab = new Lab(database);
        var customer = await lab.CustomerAsync();
        await lab.Engine.RecordAsync(Lab.Usage1(customer, new MeterQuantity(Lab.Notes, 1)), Lab.Token);
        lab.Time.MoveTo(new DateTimeOffset(2031, 1, 1, 0, 0, 0, TimeSpan.Zero));
        await lab.Engine.RecordAsync(Lab.Usage1(customer, new MeterQuantity(Lab.Notes, 1)), Lab.Token);

        (await Sql.ListAsync(
            lab.Database.Superuser,
            $"select tableoid::regclass::text from weir.usage_events where customer_id = '{customer}' order by recorded_at",
            Lab.Token)).ShouldBe(["weir.usage_events_y2026m11", "weir.usage_events_default"]);

        lab.Time.MoveTo(new DateTimeOffset(2029, 1, 31, 0, 0, 0, TimeSpan.Zero));
        var keeper = new Data.Engine.LedgerKeeper(lab.Database.Weir, lab.Time);
        (await keeper.KeepAsync(Lab.Token)).ShouldBe(4);
        (await keeper.KeepAsync(Lab.Token)).ShouldBe(0);
    }

    [Fact]
    public async Task Texts_that_PostgreSQL_would_refuse_are_mended()
    {
        await using var lab = new Lab(database);
        var customer = await lab.CustomerAsync();
        var event1 = Lab.Usage1(customer, new MeterQuantity(Lab.Notes, 1)) with
        {
            Event = new UsageEventDetails { Model = "a\0b", ProjectId = "x\uD800y", DocumentId = "\U0001F600" + new string('é', 500) },
        };
        (await lab.Engine.RecordAsync(event1, Lab.Token)).Inserted.ShouldBeTrue();
        var details = (await lab.Usage.PageEventsAsync(customer, null, null, 1, Lab.Token)).Single().Details;
        (details.Model, details.ProjectId).ShouldBe(("a\uFFFDb", "x\uFFFDy"));
        details.DocumentId.ShouldBe("\U0001F600" + new string('é', 198));
    }
}
