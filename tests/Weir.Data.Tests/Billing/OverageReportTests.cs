using Weir.Core.Billing;
using Weir.Proofs.Webhooks;

namespace Weir.Data.Tests.Billing;

/// <summary>What of a customer's usage Stripe is told, and that it is told once.</summary>
public sealed class OverageReportTests
{
    [Fact]
    public async Task What_is_included_is_not_told_and_what_is_beyond_is_told_once_increase_by_increase()
    {
        await using var world = await OverageWorld.CreateAsync();
        await world.UseAsync(OverageWorld.Included);
        (await world.ReportAsync()).ShouldBe(0);
        await world.UseAsync(2_500);
        (await world.ReportAsync()).ShouldBe(1);
        (await world.ReportAsync()).ShouldBe(0);
        await world.UseAsync(600);
        (await world.ReportAsync()).ShouldBe(1);
        (await world.ToldAsync()).ShouldBe(["2 weir_ai_cost 03-01 10:00:00", "1 weir_ai_cost 03-01 10:00:00"], ignoreOrder: true);
        (await world.ListAsync("select mode || ' ' || buyer_id || ' ' || state from weir.outbox")).ShouldBe(
            ["test cus_1 waiting", "test cus_1 waiting"]);
        (await world.AuditAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Beyond_the_hard_limit_nothing_is_told()
    {
        await using var world = await OverageWorld.CreateAsync();
        await world.UseAsync(5 * OverageWorld.Included);
        await world.ReportAsync();
        (await world.SumAsync()).ShouldBe(1_000);
        (await world.AuditAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Those_who_race_to_report_tell_each_unit_once()
    {
        await using var world = await OverageWorld.CreateAsync();
        await world.UseAsync(OverageWorld.Included);
        for (var round = 0; round < 5; round++)
        {
            await Task.WhenAll(Enumerable.Range(0, 16).Select<int, Task>(
                i => i % 2 == 0 ? world.ReportAsync() : world.UseAsync(1_000)));
        }
        await world.ReportAsync();
        (await world.SumAsync()).ShouldBe(40);
        (await world.AuditAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task One_who_reports_waits_for_the_books_and_then_sees_what_the_other_told()
    {
        await using var world = await OverageWorld.CreateAsync();
        await world.UseAsync(OverageWorld.Included + 7_000);
        await using var connection = await world.Billing.Database.Superuser.OpenConnectionAsync(BillingWorld.Stop);
        await using var transaction = await connection.BeginTransactionAsync(BillingWorld.Stop);
        await Testing.Sql.RunAsync(
            connection, $"select weir.report_overage('{world.Now:O}', array['{world.Customer}'::uuid])", BillingWorld.Stop);
        var second = world.ReportAsync();
        await world.UntilWaitingAsync();
        await transaction.CommitAsync(BillingWorld.Stop);
        (await second).ShouldBe(0);
        (await world.SumAsync()).ShouldBe(7);
    }

    [Fact]
    public async Task A_correction_is_taken_off_what_is_told_next()
    {
        await using var world = await OverageWorld.CreateAsync();
        var usage = await world.UseAsync(OverageWorld.Included + 10_000);
        await world.ReportAsync();
        await world.CorrectAsync(usage, -4_000);
        (await world.ReportAsync()).ShouldBe(0);
        await world.UseAsync(5_000);
        await world.ReportAsync();
        (await world.SumAsync()).ShouldBe(11);
        (await world.AuditAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_correction_of_a_period_that_is_over_is_taken_off_the_next_one()
    {
        await using var world = await OverageWorld.CreateAsync();
        var usage = await world.UseAsync(OverageWorld.Included + 10_000);
        await world.ReportAsync();
        world.Billing.Time.MoveTo(BillingWorld.Start.AddMonths(1));
        await world.RenewAsync();
        await world.CorrectAsync(usage, -4_000);
        await world.UseAsync(OverageWorld.Included + 3_000);
        (await world.ReportAsync()).ShouldBe(0);
        await world.UseAsync(3_000);
        (await world.ReportAsync()).ShouldBe(1);
        (await world.SumAsync()).ShouldBe(12);
        (await world.AuditAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_settled_after_the_periods_end_counts_in_its_last_second_and_what_is_too_late_for_Stripe_now()
    {
        await using var world = await OverageWorld.CreateAsync();
        await world.UseAsync(OverageWorld.Included);
        var hold = await world.ReserveAsync(2_000);
        var late = await world.UseAsync(0);
        world.Billing.Time.MoveTo(BillingWorld.Start.AddMonths(1).AddHours(2));
        await world.SettleAsync(hold, 2_000);
        await world.ReportAsync();
        world.Billing.Time.MoveTo(BillingWorld.Start.AddMonths(1).AddDays(34).AddHours(1));
        await world.CorrectAsync(late, 1_000);
        await world.ReportAsync();
        (await world.ToldAsync()).ShouldBe(["2 weir_ai_cost 04-01 09:59:59", "1 weir_ai_cost 05-05 11:00:00"]);
        (await world.AuditAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_change_of_plan_makes_nothing_overage_and_forgives_none()
    {
        await using var world = await OverageWorld.CreateAsync();
        await world.RunAsync(
            "insert into weir.plan_overages values ('pro', 'test', 'ai_cost', 'weir_pro', 1000, '2027-01-01')");
        await world.UseAsync(OverageWorld.Included + 3_000);
        await world.Billing.FoldAsync(BillingWorld.Subscription(at: world.Now.AddSeconds(1), price: WebhookShop.Large));
        (await world.ToldAsync()).ShouldBe(["3 weir_ai_cost 03-01 10:00:00"]); // before the plan changed
        await world.UseAsync(5_000_000);
        (await world.ReportAsync()).ShouldBe(0);
        await world.Billing.FoldAsync(BillingWorld.Subscription(at: world.Now.AddSeconds(2)));
        (await world.ReportAsync()).ShouldBe(0);
        (await world.SumAsync()).ShouldBe(3);
        (await world.AuditAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_settled_for_a_period_that_is_over_is_told_as_its_plan_said_though_another_follows()
    {
        await using var world = await OverageWorld.CreateAsync();
        await world.UseAsync(OverageWorld.Included);
        var hold = await world.ReserveAsync(2_000);
        world.Billing.Time.MoveTo(BillingWorld.Start.AddMonths(1));
        await world.RenewAsync(WebhookShop.Large);
        await world.SettleAsync(hold, 2_000);
        await world.ReportAsync();
        (await world.ToldAsync()).ShouldBe(["2 weir_ai_cost 04-01 09:59:59"]);
    }

    [Fact]
    public async Task Who_does_not_pay_Stripe_for_the_plan_is_told_of_to_nobody()
    {
        await using var world = await OverageWorld.CreateAsync();
        await world.Billing.FoldAsync(BillingWorld.Subscription(BillingStatus.Ended, world.Now.AddSeconds(1)));
        await world.RunAsync($"select weir.assign_plan('{world.Customer}', 'starter', 'admin', '{world.Now:O}')");
        await world.UseAsync(OverageWorld.Included + 9_000);
        (await world.ReportAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task A_period_that_was_over_before_the_blueprint_named_the_meter_is_not_told()
    {
        await using var world = await OverageWorld.CreateAsync();
        await world.RunAsync("update weir.plan_overages set since_at = '2027-04-02'");
        await world.UseAsync(OverageWorld.Included + 9_000);
        world.Billing.Time.MoveTo(BillingWorld.Start.AddMonths(1).AddDays(2));
        (await world.ReportAsync()).ShouldBe(0);
    }

    [Theory]
    [InlineData("delete from weir.outbox where report_no = 1", "overage_told 1000 in 1 messages / 3000 in 2 messages")]
    [InlineData("update weir.overage_reports set carried_units = 5, reported_units = reported_units + 5", "overage_beyond_use at most 3000 / 3005", "overage_carried 0 / 5")]
    [InlineData(
        "update weir.buckets set used = used - 1500, granted = granted - 500 where used > granted",
        "overage_beyond_use at most 2000 / 3000")]
    public async Task The_audit_sees_what_is_lost_or_told_without_use(string damage, params string[] found)
    {
        await using var world = await OverageWorld.CreateAsync();
        await world.UseAsync(OverageWorld.Included + 2_000);
        await world.ReportAsync();
        await world.UseAsync(1_000);
        await world.ReportAsync();
        (await world.AuditAsync()).ShouldBeEmpty();
        await world.RunAsync(damage);
        (await world.AuditAsync()).ShouldBe(found);
    }
}
