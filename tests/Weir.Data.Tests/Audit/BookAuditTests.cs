using Weir.Core.Engine;
using Weir.Data.Audit;
using Weir.Data.Tests.Engine;

namespace Weir.Data.Tests.Audit;

/// <summary>Every drift of the books that the audit claims to see is made by hand, and must be named with its customer.</summary>
public sealed class BookAuditTests(EngineDatabase database) : IClassFixture<EngineDatabase>
{
    private const string UnlockLedger = "alter table weir.usage_events disable trigger usage_events_append_only;";

    /// <summary>Check and drift; {0} is the customer.</summary>
    public static TheoryData<string, string> Drifts => new()
    {
        {
            "bucket_within_limit",
            "alter table weir.buckets drop constraint buckets_within_limit; update weir.buckets set granted = 1 where customer_id = '{0}'"
        },
        {
            "bucket_periods_apart",
            """
            insert into weir.buckets (customer_id, grant_id, meter, period_start, period_end, granted, overage_allowed)
              select customer_id, grant_id, meter, '2026-11-01', '2026-12-01', 0, 0 from weir.buckets where customer_id = '{0}'
            """
        },
        { "bucket_held", "update weir.buckets set held = held - 1 where customer_id = '{0}'" },
        {
            "bucket_held",
            "update weir.holds set state = 'expired', resolved_at = now() where customer_id = '{0}' and state = 'pending'"
        },
        { "bucket_used", "update weir.buckets set used = used - 1 where customer_id = '{0}'" },
        { "overrun", "update weir.overruns set quantity = quantity + 1 where customer_id = '{0}'" },
        { "overrun", "delete from weir.overruns where customer_id = '{0}'" },
        {
            "rollup",
            "update weir.usage_daily set output_tokens = output_tokens + 1 where customer_id = '{0}'"
        },
        { "rollup", "delete from weir.usage_daily where customer_id = '{0}' and meter = 'ai_cost'" },
        { "rollup", "update weir.usage_monthly set events = events - 1 where customer_id = '{0}'" },
        { "rollup", "update weir.usage_monthly set quantity = quantity * 2 where customer_id = '{0}' and meter = 'ai_cost'" },
        { "tally_held", Tally("'2026-11-01', '2026-12-01', 1, 0") },
        { "tally_used", Tally("'2026-11-01', '2026-12-01', 0, 1") },
        { "tally_periods_apart", Tally("'2026-11-01', '2026-12-01', 0, 0), ('{0}', 'requests', 'customer', '', 'day', 0, '2026-11-30', '2026-12-02', 0, 0") },
        { "customer_there", "delete from weir.customers where customer_id = '{0}'" },
        { "customer_there", "delete from weir.books where customer_id = '{0}'" },
        { "bucket_grant_there", "delete from weir.grants where customer_id = '{0}'" },
        { "bucket_grant_there", "update weir.grants set meter = 'generations' where customer_id = '{0}'" },
        {
            "grant_subscription_there",
            "update weir.grants set source = 'plan', subscription_id = gen_random_uuid() where customer_id = '{0}'"
        },
        { "meter_there", "update weir.grants set meter = 'nonsense' where customer_id = '{0}'" },
        {
            "line_bucket_there",
            """
            update weir.holds set lines = array[row(0, 'ai_cost', 10)::weir.hold_line]
              where customer_id = '{0}' and state = 'pending'
            """
        },
        {
            "hold_outlived_lease",
            "update weir.holds set reserved_at = '2026-01-01', expires_at = '2026-01-02' where customer_id = '{0}' and state = 'pending'"
        },
        { "hold_has_one_event", UnlockLedger + "delete from weir.usage_events where customer_id = '{0}' and hold_id is not null" },
        {
            "hold_has_one_event",
            "update weir.holds set event_id = null, posted_at = null, state = 'expired' where customer_id = '{0}' and state = 'posted'"
        },
        { "hold_state", "update weir.holds set state = 'gone', resolved_at = now() where customer_id = '{0}' and state = 'pending'" },
        { "hold_state", "update weir.holds set void_reason = 'none' where customer_id = '{0}' and state = 'pending'" },
        { "hold_state", "update weir.holds set expires_at = reserved_at where customer_id = '{0}'" },
        { "event_words", UnlockLedger + "update weir.usage_events set status = 'done' where customer_id = '{0}'" },
        { "event_words", UnlockLedger + "update weir.usage_events set provenance = 'guess' where customer_id = '{0}'" },
        { "event_shape", UnlockLedger + "update weir.usage_events set model = repeat('x', 201) where customer_id = '{0}'" },
        { "event_shape", UnlockLedger + "update weir.usage_events set correction_reason = 'alone' where customer_id = '{0}'" },
        { "event_shape", UnlockLedger + "update weir.usage_events set price_version = -1 where customer_id = '{0}'" },
        { "rollup_month", "update weir.usage_monthly set month = month + 1 where customer_id = '{0}'" },
        { "books_next_expiry", "update weir.books set next_expiry = 'infinity' where customer_id = '{0}'" },
        {
            "event_once",
            """
            create temporary table twice on commit drop as select * from weir.usage_events where customer_id = '{0}';
            update twice set recorded_at = recorded_at + interval '1 second';
            insert into weir.usage_events select * from twice
            """
        },
        {
            "key_has_target",
            """
            insert into weir.usage_keys (customer_id, kind, key, hold_id, created_at)
              values ('{0}', 'request', 'nowhere', gen_random_uuid(), now())
            """
        },
        { "key_has_target", "update weir.usage_keys set recorded_at = recorded_at + interval '1 hour' where customer_id = '{0}'" },
        { "key_names_event", "update weir.usage_keys set key = gen_random_uuid() where customer_id = '{0}' and kind = 'event'" },
        {
            "key_has_one_effect",
            """
            insert into weir.usage_keys (customer_id, kind, key, event_id, recorded_at, created_at)
              select customer_id, kind, 'again', event_id, recorded_at, created_at from weir.usage_keys
              where customer_id = '{0}' and kind = 'request'
            """
        },
        { "event_has_key", "delete from weir.usage_keys where customer_id = '{0}' and kind = 'event'" },
        {
            "hold_event_there",
            "update weir.holds set event_id = gen_random_uuid() where customer_id = '{0}' and state = 'posted'"
        },
        {
            "hold_event_there",
            UnlockLedger + "update weir.usage_events set hold_id = null where customer_id = '{0}' and hold_id is not null"
        },
        {
            "event_hold_there",
            UnlockLedger + "update weir.usage_events set hold_id = gen_random_uuid() where customer_id = '{0}' and hold_id is not null"
        },
    };

    private static string Tally(string values) => $$"""
        insert into weir.tallies (customer_id, meter, scope, scope_key, period, window_s, period_start, period_end, held, used)
          values ('{0}', 'requests', 'customer', '', 'day', 0, {{values}})
        """;

    [Theory]
    [MemberData(nameof(Drifts))]
    public async Task Names_the_drift(string check, string drift)
    {
        await using var lab = new Lab(database);
        var customer = await lab.CustomerAsync(100);
        var hold = await lab.ReservedAsync(customer, 90);
        await lab.ReservedAsync(customer, 10);
        await lab.SettleAsync(customer, hold, 95);
        var known = Lab.Usage1(customer, new MeterQuantity(Lab.Notes, 1)) with { IdempotencyKey = "once", RequestHash = Lab.Hash("x") };
        (await lab.Engine.RecordAsync(known, Lab.Token)).Inserted.ShouldBeTrue();

        // The drift is never committed: it breaks more than its own rows.
        await using var connection = await lab.Database.Superuser.OpenConnectionAsync(Lab.Token);
        await using var transaction = await connection.BeginTransactionAsync(Lab.Token);
        (await ViolationsAsync()).ShouldBeEmpty();
        await Testing.Sql.RunAsync(connection, string.Format(null, drift, customer), Lab.Token);

        var violations = await ViolationsAsync();
        violations.Select(v => v.Check).ShouldContain(check);
        violations.ShouldAllBe(v => v.Expected != v.Found && v.Key.Length > 0 && v.Table.Length > 0);

        async Task<IReadOnlyList<AuditViolation>> ViolationsAsync()
        {
            var report = await Auditor.AskAsync(connection, lab.Time.GetUtcNow(), null, Lab.Token);
            return [.. report.Violations.Where(v => v.CustomerId == customer)];
        }
    }

    /// <summary>What is pending in the snapshot is not overdue because reading the ledger took an hour.</summary>
    [Fact]
    public async Task Judges_leases_by_the_moment_of_the_snapshot()
    {
        await using var lab = new Lab(database);
        var customer = await lab.CustomerAsync(100);
        await lab.ReservedAsync(customer, 10);
        var slow = new Auditor(lab.Database.Weir, new HurryingTime(lab.Time));

        (await slow.CheckBooksAsync(Lab.Token)).ShouldNotContain(v => v.CustomerId == customer);
    }

    /// <summary>An hour goes by between any two looks at it.</summary>
    private sealed class HurryingTime(TimeProvider start) : TimeProvider
    {
        private int _looks;

        public override DateTimeOffset GetUtcNow() => start.GetUtcNow() + TimeSpan.FromHours(_looks++);
    }
}
