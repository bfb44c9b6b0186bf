namespace Weir.Data.Tests.Engine;

/// <summary>Every drift that the audit claims to see is made by hand, and must be named.</summary>
public sealed class AuditTests(EngineDatabase database) : IClassFixture<EngineDatabase>
{
    [Theory]
    [InlineData("bucket_within_limit", """
        alter table weir.buckets drop constraint buckets_within_limit;
        update weir.buckets set granted = 1 where customer_id = '{0}'
        """)]
    [InlineData("bucket_held", "update weir.buckets set held = held + 1 where customer_id = '{0}'")]
    [InlineData("bucket_held", "update weir.holds set state = 'expired', resolved_at = now() where customer_id = '{0}' and state = 'pending'")]
    [InlineData("bucket_used", "update weir.buckets set used = used - 1 where customer_id = '{0}'")]
    [InlineData("overrun", "update weir.overruns set quantity = quantity + 1 where customer_id = '{0}'")]
    [InlineData("overrun", "delete from weir.overruns where customer_id = '{0}'")]
    [InlineData("hold_outlived_lease", "update weir.holds set reserved_at = '2026-01-01', expires_at = '2026-01-02' where customer_id = '{0}' and state = 'pending'")]
    [InlineData("hold_has_one_event", """
        alter table weir.usage_events disable trigger usage_events_append_only;
        delete from weir.usage_events where customer_id = '{0}' and hold_id is not null
        """)]
    [InlineData("hold_has_one_event", "update weir.holds set event_id = null, posted_at = null, state = 'expired' where customer_id = '{0}' and state = 'posted'")]
    [InlineData("books_next_expiry", "update weir.books set next_expiry = 'infinity' where customer_id = '{0}'")]
    [InlineData("usage_daily", "update weir.usage_daily set output_tokens = output_tokens + 1 where customer_id = '{0}'")]
    [InlineData("usage_daily", "delete from weir.usage_daily where customer_id = '{0}' and meter = 'ai_cost'")]
    [InlineData("usage_monthly", "update weir.usage_monthly set events = events - 1 where customer_id = '{0}'")]
    [InlineData("usage_monthly", "update weir.usage_monthly set quantity = quantity * 2 where customer_id = '{0}' and meter = 'ai_cost'")]
    public async Task Names_the_drift(string invariant, string drift)
    {
        await using var lab = new Lab(database);
        var customer = await lab.CustomerAsync(100);
        var hold = await lab.ReservedAsync(customer, 90);
        await lab.ReservedAsync(customer, 10);
        await lab.SettleAsync(customer, hold, 95);
        await lab.AssertBalancedAsync();

        await lab.SqlAsync(string.Format(null, drift, customer));

        var violations = (await lab.Auditor.RunAsync(Lab.Token)).Where(v => v.CustomerId == customer).ToList();
        violations.Select(v => v.Invariant).ShouldContain(invariant);
        violations.ShouldAllBe(v => v.Expected != v.Actual);
    }
}
