using Weir.Core.Engine;

namespace Weir.Data.Tests.Engine;

public sealed class RecordTests(EngineDatabase database) : IClassFixture<EngineDatabase>
{
    [Fact]
    public async Task Usage_known_afterwards_is_never_refused()
    {
        await using var lab = new Lab(database);
        var customer = await lab.CustomerAsync(100);

        var result = await lab.Engine.RecordAsync(Lab.Usage1(customer, new(Lab.Cost, 130), new(Lab.Notes, 2)), Lab.Token);

        (result.Status, result.Inserted).ShouldBe((RecordStatus.Recorded, true));
        (await lab.BalanceAsync(customer)).Used.ShouldBe(130);
        (await lab.BucketsAsync(customer)).ShouldBe("100+0/100");
        (await lab.ReserveAsync(Lab.Hold(customer, 1))).Status.ShouldBe(ReserveStatus.Denied);
        await lab.AssertBalancedAsync();
    }

    [Fact]
    public async Task Without_any_grant_it_is_overrun_of_the_month()
    {
        await using var lab = new Lab(database);
        var customer = await lab.CustomerAsync();
        await lab.Engine.RecordAsync(Lab.Usage1(customer, new MeterQuantity(Lab.Cost, 30)), Lab.Token);
        await lab.GrantAsync(customer, Lab.Cost, 100);
        (await lab.ReserveAsync(Lab.Hold(customer, 71))).Denial!.Used.ShouldBe(30);

        lab.Time.MoveTo(new DateTimeOffset(2026, 12, 1, 0, 0, 0, TimeSpan.Zero));
        (await lab.ReserveAsync(Lab.Hold(customer, 100))).Status.ShouldBe(ReserveStatus.Reserved);
        await lab.AssertBalancedAsync();
    }

    [Fact]
    public async Task It_goes_to_the_period_in_which_it_occurred()
    {
        await using var lab = new Lab(database);
        var customer = await lab.CustomerAsync();
        await lab.PlanAsync(customer, Lab.Cost, 100, 100, "day");
        lab.Time.Advance(TimeSpan.FromDays(1));
        var yesterday = Lab.Usage1(customer, new MeterQuantity(Lab.Cost, 60)) with
        {
            Event = new UsageEventDetails { OccurredAt = Lab.Start.AddHours(1) },
        };
        await lab.Engine.RecordAsync(yesterday, Lab.Token);
        await lab.Engine.RecordAsync(
            yesterday with { EventId = Guid.CreateVersion7(), Event = new() { OccurredAt = lab.Time.GetUtcNow().AddMinutes(10) } }, Lab.Token);

        (await lab.BucketsAsync(customer)).ShouldBe("60+0/100 60+0/100"); // a clock that is ahead a little means now
        (await lab.ScalarAsync<string>(
            $"select string_agg(day || '=' || quantity, ' ' order by day) from weir.usage_daily where customer_id = '{customer}' and meter = '{Lab.Cost}'"))
            .ShouldBe("2026-11-20=60 2026-11-21=60");
        await lab.AssertBalancedAsync();
    }

    [Fact]
    public async Task A_repeat_writes_nothing_and_another_body_is_a_conflict()
    {
        await using var lab = new Lab(database);
        var customer = await lab.CustomerAsync(100);
        var first = Lab.Usage1(customer, new MeterQuantity(Lab.Cost, 10)) with { IdempotencyKey = "k", RequestHash = Lab.Hash("a") };
        await lab.Engine.RecordAsync(first, Lab.Token);

        (await lab.Engine.RecordAsync(first, Lab.Token)).ShouldBe(new RecordResult(RecordStatus.AlreadyRecorded, first.EventId));
        var sameKey = first with { EventId = Guid.CreateVersion7() };
        (await lab.Engine.RecordAsync(sameKey, Lab.Token)).ShouldBe(new RecordResult(RecordStatus.AlreadyRecorded, first.EventId));
        (await lab.Engine.RecordAsync(sameKey with { RequestHash = Lab.Hash("b") }, Lab.Token))
            .ShouldBe(new RecordResult(RecordStatus.KeyConflict, first.EventId));
        var together = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => lab.Engine.RecordAsync(
            Lab.Usage1(customer, new MeterQuantity(Lab.Cost, 1)) with { IdempotencyKey = "many", RequestHash = Lab.Hash("a") },
            Lab.Token).AsTask()));
        together.Count(r => r.Inserted).ShouldBe(1);
        together.Select(r => r.EventId).Distinct().Count().ShouldBe(1);
        (await lab.BalanceAsync(customer)).Used.ShouldBe(11);
        await lab.AssertBalancedAsync();
    }

    [Fact]
    public async Task Consume_reserves_and_settles_at_once()
    {
        await using var lab = new Lab(database);
        var customer = await lab.CustomerAsync(100);
        var operation = Lab.Usage1(customer, new MeterQuantity(Lab.Cost, 60));

        var done = await lab.Engine.ConsumeAsync(operation, Lab.Token);
        (done.Status, done.EventId).ShouldBe((ReserveStatus.Reserved, operation.EventId));
        done.Balances.Single().Remaining.ShouldBe(40);

        var denied = await lab.Engine.ConsumeAsync(operation with { EventId = Guid.CreateVersion7() }, Lab.Token);
        denied.Status.ShouldBe(ReserveStatus.Denied);
        var denial = denied.Denial.ShouldNotBeNull();
        (denial.Granted, denial.Used, denial.Held, denial.Requested, denial.Remaining, denial.HardLimit)
            .ShouldBe((100, 60, 0, 60, 40, 100));

        // The same operation again answers as the first time.
        (await lab.Engine.ConsumeAsync(operation, Lab.Token)).Status.ShouldBe(ReserveStatus.Reserved);
        (await lab.BalanceAsync(customer)).Used.ShouldBe(60);
        await lab.AssertBalancedAsync();
    }

    [Fact]
    public async Task Consume_is_all_lines_or_none_and_keyed()
    {
        await using var lab = new Lab(database);
        var customer = await lab.CustomerAsync(100);
        var both = Lab.Usage1(customer, new(Lab.Notes, 1), new(Lab.Cost, 10), new(Lab.Generations, 1));
        (await lab.Engine.ConsumeAsync(both, Lab.Token)).Denial!.Meter.ShouldBe(Lab.Generations);
        (await lab.BalanceAsync(customer)).Used.ShouldBe(0);
        (await lab.Usage.PageEventsAsync(customer, null, null, 10, Lab.Token)).ShouldBeEmpty();

        var keyed = Lab.Usage1(customer, new MeterQuantity(Lab.Cost, 1)) with { IdempotencyKey = "k", RequestHash = Lab.Hash("a") };
        (await lab.Engine.ConsumeAsync(keyed, Lab.Token)).Status.ShouldBe(ReserveStatus.Reserved);
        var again = await lab.Engine.ConsumeAsync(keyed with { EventId = Guid.CreateVersion7() }, Lab.Token);
        (again.Status, again.EventId).ShouldBe((ReserveStatus.AlreadySettled, keyed.EventId));
        (await lab.Engine.ConsumeAsync(keyed with { EventId = Guid.CreateVersion7(), RequestHash = Lab.Hash("b") }, Lab.Token))
            .Status.ShouldBe(ReserveStatus.KeyConflict);
        await lab.AssertBalancedAsync();
    }

    [Fact]
    public async Task Consume_never_oversells_a_batch()
    {
        await using var lab = new Lab(database);
        var customer = await lab.CustomerAsync(50);
        var results = await Task.WhenAll(Enumerable.Range(0, 120).Select(_ =>
            lab.Engine.ConsumeAsync(Lab.Usage1(customer, new MeterQuantity(Lab.Cost, 1)), Lab.Token).AsTask()));
        results.Count(r => r.Status == ReserveStatus.Reserved).ShouldBe(50);
        (await lab.BalanceAsync(customer)).Used.ShouldBe(50);
        await lab.AssertBalancedAsync();
    }
}
