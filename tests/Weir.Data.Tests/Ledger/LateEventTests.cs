using Weir.Core.Engine;
using Weir.Data.Tests.Engine;
using Weir.Testing;

namespace Weir.Data.Tests.Ledger;

/// <summary>One meter a policy, so that the tests of a class share a database.</summary>
public sealed class LateEventTests(LateEventTests.Policies policies) : IClassFixture<LateEventTests.Policies>
{
    private const string Restate = "restating";
    private const string Receipt = "receiving";
    private const string Reject = "rejecting";

    private static readonly DateTimeOffset s_now = new(2026, 12, 3, 9, 0, 0, TimeSpan.Zero);

    /// <summary>Policy × age: the period before was open, late by an hour's rule, over, or is forgotten.</summary>
    [Theory]
    [InlineData(Restate, 3600, "recorded", "2026-12-03")]
    [InlineData(Restate, 3601, "recorded", "2026-12-03")]
    [InlineData(Restate, 3 * 86400, "recorded", "2026-11-30")]
    [InlineData(Restate, 35 * 86400, "recorded", "2026-10-29")]
    [InlineData(Restate, (35 * 86400) + 1, "too_old", null)]
    [InlineData(Receipt, 3600, "recorded", "2026-12-03")]
    [InlineData(Receipt, 3 * 86400, "recorded", "2026-12-03")]
    [InlineData(Receipt, (35 * 86400) + 1, "too_old", null)]
    [InlineData(Reject, 3600, "recorded", "2026-12-03")]
    [InlineData(Reject, 3601, "too_old", null)]
    [InlineData(Reject, (35 * 86400) + 1, "too_old", null)]
    [InlineData(Restate, -120, "recorded", "2026-12-03")]
    [InlineData(Restate, -121, "future", null)]
    [InlineData(Receipt, -121, "future", null)]
    [InlineData(Reject, -121, "future", null)]
    public async Task An_event_counts_by_the_policy_of_its_meter(string meter, int ageSeconds, string status, string? day)
    {
        await using var lab = new Lab(policies.Engine);
        var customer = await lab.CustomerAsync();
        lab.Time.MoveTo(s_now.AddDays(-60));
        await lab.PlanAsync(customer, meter, included: 100, hardLimit: 100, "day");
        lab.Time.MoveTo(s_now);
        var at = s_now.AddSeconds(-ageSeconds);

        var result = await lab.Engine.RecordAsync(At(Lab.Usage1(customer, new MeterQuantity(meter, 7)), at), Lab.Token);

        result.Status.ShouldBe(status switch
        {
            "recorded" => RecordStatus.Recorded,
            "too_old" => RecordStatus.TooOld,
            _ => RecordStatus.Future,
        });
        var days = await Sql.ListAsync(
            lab.Database.Superuser,
            $"""
            select d.day || ' ' || d.quantity || ' ' || b.period_start::date || ' ' || m.month || ' ' || e.occurred_at::date
            from weir.usage_daily as d
            join weir.usage_monthly as m using (customer_id, meter, feature)
            join weir.buckets as b on b.customer_id = d.customer_id and b.used = d.quantity
            join weir.usage_events as e on e.customer_id = d.customer_id
            where d.customer_id = '{customer}' and d.meter = '{meter}'
            """,
            Lab.Token);
        if (day is null) days.ShouldBeEmpty();
        else days.ShouldBe([$"{day} 7 {day} {day[..7]}-01 {day}"]);
        await lab.AssertBalancedAsync();
    }

    [Fact]
    public async Task An_event_counted_at_receipt_keeps_what_it_claims()
    {
        await using var lab = new Lab(policies.Engine);
        var customer = await lab.CustomerAsync();
        var at = Lab.Start.AddHours(-2);
        await lab.Engine.RecordAsync(At(Lab.Usage1(customer, new MeterQuantity(Receipt, 1)), at), Lab.Token);
        await lab.Engine.RecordAsync(At(Lab.Usage1(customer, new MeterQuantity(Receipt, 1)), Lab.Start.AddMinutes(-1)), Lab.Token);

        (await Sql.ListAsync(
            lab.Database.Superuser,
            $"select coalesce((extract(epoch from occurred_at - claimed_at))::int::text, 'on time') from weir.usage_events where customer_id = '{customer}'",
            Lab.Token)).Order().ShouldBe(["7200", "on time"]);
    }

    [Theory]
    [InlineData(Restate, Reject, RecordStatus.TooOld)]
    [InlineData(Receipt, Reject, RecordStatus.TooOld)]
    [InlineData(Restate, Receipt, RecordStatus.Recorded)]
    public async Task Of_several_meters_the_strictest_speaks(string one, string other, RecordStatus status)
    {
        await using var lab = new Lab(policies.Engine);
        var customer = await lab.CustomerAsync();
        lab.Time.MoveTo(s_now);
        var usage = At(Lab.Usage1(customer, new(one, 1), new(other, 1)), s_now.AddDays(-1));

        (await lab.Engine.RecordAsync(usage, Lab.Token)).Status.ShouldBe(status);
        (await lab.ScalarAsync<long>($"select count(*) from weir.usage_events where customer_id = '{customer}' and occurred_at = '{s_now:O}'"))
            .ShouldBe(status is RecordStatus.Recorded ? 1 : 0);
    }

    [Fact]
    public async Task A_refused_event_leaves_its_id_and_key_free_and_a_repeat_is_told_of_the_first_however_late()
    {
        await using var lab = new Lab(policies.Engine);
        var customer = await lab.CustomerAsync();
        var usage = At(Lab.Usage1(customer, new MeterQuantity(Reject, 1)), Lab.Start.AddDays(-1)) with
        {
            IdempotencyKey = "k",
            RequestHash = Lab.Hash("a"),
        };
        (await lab.Engine.RecordAsync(usage, Lab.Token)).Status.ShouldBe(RecordStatus.TooOld);
        var onTime = At(usage, Lab.Start);
        (await lab.Engine.RecordAsync(onTime, Lab.Token)).Status.ShouldBe(RecordStatus.Recorded);
        lab.Time.Advance(TimeSpan.FromDays(2));
        (await lab.Engine.RecordAsync(onTime, Lab.Token)).ShouldBe(new RecordResult(RecordStatus.AlreadyRecorded, usage.EventId));
    }

    [Theory]
    [InlineData(-121, ReserveStatus.Invalid)]
    [InlineData(-120, ReserveStatus.Reserved)]
    [InlineData(120, ReserveStatus.Reserved)]
    [InlineData(121, ReserveStatus.Invalid)]
    public async Task A_consume_is_of_now(int seconds, ReserveStatus status)
    {
        await using var lab = new Lab(policies.Engine);
        var customer = await lab.CustomerAsync();
        await lab.GrantAsync(customer, Restate, 10);
        var usage = At(Lab.Usage1(customer, new MeterQuantity(Restate, 4)), Lab.Start.AddSeconds(seconds));

        (await lab.Engine.ConsumeAsync(usage, Lab.Token)).Status.ShouldBe(status);
        (await lab.BalanceAsync(customer, Restate)).Used.ShouldBe(status is ReserveStatus.Reserved ? 4 : 0);
        (await lab.ScalarAsync<long>($"select count(*) from weir.usage_events where customer_id = '{customer}' and occurred_at = recorded_at"))
            .ShouldBe(status is ReserveStatus.Reserved ? 1 : 0);
    }

    [Fact]
    public async Task A_settle_is_never_refused_for_its_time()
    {
        await using var lab = new Lab(policies.Engine);
        var customer = await lab.CustomerAsync();
        await lab.GrantAsync(customer, Reject, 10);
        var hold = await lab.ReservedAsync(customer, new MeterQuantity(Reject, 4));
        lab.Time.Advance(TimeSpan.FromDays(40));

        var result = await lab.Engine.SettleAsync(
            new(customer, hold, Guid.CreateVersion7(), [new(Reject, 4)], new() { OccurredAt = Lab.Start }), CancellationToken.None);

        result.Status.ShouldBe(SettleStatus.PostedLate);
        await lab.AssertBalancedAsync();
    }

    private static RecordOperation At(RecordOperation usage, DateTimeOffset at) =>
        usage with { Event = new UsageEventDetails { OccurredAt = at } };

    public sealed class Policies : IAsyncLifetime
    {
        public EngineDatabase Engine { get; } = new();

        public async ValueTask InitializeAsync()
        {
            await Engine.InitializeAsync();
            await Sql.RunAsync(
                Engine.Database.Superuser,
                $"""
                insert into weir.meters (meter, unit, limit_kind, late_events, late_after_s, future_s) values
                  ('{Restate}', 'u', 'granted', 'restate', 3600, 120), ('{Receipt}', 'u', 'granted', 'receipt', 3600, 120),
                  ('{Reject}', 'u', 'granted', 'reject', 3600, 120);
                """,
                CancellationToken.None);
        }

        public ValueTask DisposeAsync() => Engine.DisposeAsync();
    }
}
