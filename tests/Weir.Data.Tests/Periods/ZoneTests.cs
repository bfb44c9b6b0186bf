using System.Globalization;
using Weir.Core.Engine;
using Weir.Data.Accounts;
using Weir.Data.Tests.Engine;
using Weir.Testing;

namespace Weir.Data.Tests.Periods;

/// <summary>A customer's zone: who may have which, and from when on it counts.</summary>
public sealed class ZoneTests(EngineDatabase database) : IClassFixture<EngineDatabase>
{
    [Theory]
    [InlineData("Europe/Berlin", ZoneOutcome.Set)]
    [InlineData("America/Argentina/Buenos_Aires", ZoneOutcome.Set)]
    [InlineData("Etc/GMT-14", ZoneOutcome.Set)]
    [InlineData("UTC", ZoneOutcome.Unchanged)]
    [InlineData("CET", ZoneOutcome.UnknownZone)] // AT TIME ZONE would take it for an abbreviation, without summer time
    [InlineData("europe/berlin", ZoneOutcome.UnknownZone)]
    [InlineData("+02", ZoneOutcome.UnknownZone)]
    [InlineData("posix/Europe/Berlin", ZoneOutcome.UnknownZone)]
    [InlineData("Europe/Nowhere", ZoneOutcome.UnknownZone)]
    [InlineData("", ZoneOutcome.UnknownZone)]
    public async Task Only_zones_with_area_and_place_are_taken(string zone, ZoneOutcome outcome)
    {
        await using var lab = new Lab(database);
        var customer = await lab.CustomerAsync();

        (await Accounts(lab).SetZoneAsync(customer, zone, Lab.Token)).ShouldBe(outcome);

        (await lab.ScalarAsync<string>($"select zone from weir.customers where customer_id = '{customer}'"))
            .ShouldBe(outcome == ZoneOutcome.Set ? zone : "UTC");
    }

    [Fact]
    public async Task An_unknown_or_deleted_customer_has_none()
    {
        await using var lab = new Lab(database);
        var deleted = await lab.CustomerAsync();
        await lab.SqlAsync($"update weir.customers set deleted_at = now() where customer_id = '{deleted}'");
        (await Accounts(lab).SetZoneAsync(deleted, "Europe/Berlin", Lab.Token)).ShouldBe(ZoneOutcome.UnknownCustomer);
        (await Accounts(lab).SetZoneAsync(Guid.CreateVersion7(), "Europe/Berlin", Lab.Token)).ShouldBe(ZoneOutcome.UnknownCustomer);
    }

    [Fact]
    public async Task A_plan_gives_its_allowance_by_the_customers_midnight()
    {
        await using var lab = new Lab(database);
        lab.Time.MoveTo(At("2026-11-20T09:00Z"));
        var customer = await lab.CustomerAsync();
        await Accounts(lab).SetZoneAsync(customer, "Pacific/Kiritimati", Lab.Token); // UTC+14: there it is 23:00
        await lab.PlanAsync(customer, Lab.Cost, 10, 10, "day");
        await lab.ReservedAsync(customer, 10);
        (await lab.ReserveAsync(Lab.Hold(customer, 1))).Denial!.ResetsAt.ShouldBe(At("2026-11-20T10:00Z"));

        lab.Time.MoveTo(At("2026-11-20T10:00Z"));
        await lab.ReservedAsync(customer, 10);
        (await PeriodsAsync(lab, customer)).ShouldBe(["2026-11-19 10:00 / 2026-11-20 10:00", "2026-11-20 10:00 / 2026-11-21 10:00"]);
        await lab.AssertBalancedAsync();
    }

    [Fact]
    public async Task A_new_zone_counts_from_the_next_bucket_on_and_gives_nothing_twice()
    {
        await using var lab = new Lab(database);
        lab.Time.MoveTo(At("2026-11-20T10:00Z"));
        var customer = await lab.CustomerAsync();
        await Accounts(lab).SetZoneAsync(customer, "Pacific/Kiritimati", Lab.Token);
        await lab.PlanAsync(customer, Lab.Cost, 10, 10, "calendar_month");
        lab.Time.MoveTo(At("2026-11-30T09:00Z")); // 23:00 of the 30th there
        await lab.ReservedAsync(customer, 10);

        // In Niue (UTC-11) it is the 29th: November would go on for two days, and have an allowance of its own.
        await Accounts(lab).SetZoneAsync(customer, "Pacific/Niue", Lab.Token);
        (await lab.ReserveAsync(Lab.Hold(customer, 1))).Denial!.ResetsAt.ShouldBe(At("2026-11-30T10:00Z"));

        lab.Time.MoveTo(At("2026-11-30T10:00Z"));
        (await lab.BalanceAsync(customer)).ResetsAt.ShouldBe(At("2027-01-01T11:00Z"));
        await lab.ReservedAsync(customer, 10);
        lab.Time.MoveTo(At("2026-12-05T00:00Z"));
        (await lab.ReserveAsync(Lab.Hold(customer, 1))).Status.ShouldBe(ReserveStatus.Reserved, "the first holds have expired");
        (await PeriodsAsync(lab, customer)).ShouldBe(["2026-10-31 10:00 / 2026-11-30 10:00", "2026-11-30 10:00 / 2027-01-01 11:00"]);
        await lab.AssertBalancedAsync();
    }

    /// <summary>However often the zone changes, and wherever calls come in time, no two buckets share an instant.</summary>
    [Theory]
    [InlineData("day")]
    [InlineData("calendar_month")]
    [InlineData("billing_month")]
    public async Task Buckets_tile_time_through_changes_of_zone(string period)
    {
        await using var lab = new Lab(database);
        lab.Time.MoveTo(At("2026-11-01T00:00Z"));
        var customer = await lab.CustomerAsync();
        await lab.PlanAsync(customer, Lab.Cost, 1_000_000, 1_000_000, period);
        var random = new Random(20_261);
        string[] zones = ["UTC", "Pacific/Kiritimati", "Pacific/Niue", "America/St_Johns", "Australia/Lord_Howe", "Asia/Kolkata"];
        for (var call = 0; call < 120; call++)
        {
            lab.Time.Advance(TimeSpan.FromMinutes(random.Next(1, period == "day" ? 2_000 : 20_000)));
            if (random.Next(3) == 0) await Accounts(lab).SetZoneAsync(customer, zones[random.Next(zones.Length)], Lab.Token);
            await lab.ReservedAsync(customer, 1);
            var late = Lab.Usage1(customer, new MeterQuantity(Lab.Cost, 1)) with
            {
                Event = new UsageEventDetails { OccurredAt = lab.Time.GetUtcNow() - TimeSpan.FromMinutes(random.Next(1, 50_000)) },
            };
            await lab.Engine.RecordAsync(late, Lab.Token);
        }

        (await lab.ScalarAsync<long>($"select count(distinct zone) from weir.grants where customer_id = '{customer}'")).ShouldBe(1);
        (await PeriodsAsync(lab, customer)).Count.ShouldBeGreaterThan(10);
        await lab.AssertBalancedAsync(); // bucket_periods_apart
    }

    /// <summary>Half a period or more stands alone; less joins the next one, from whichever side it is asked for.</summary>
    [Theory]
    [InlineData("2026-11-10 12:00", "2026-11-10 13:00", "2026-11-10 12:00 / 2026-11-11 00:00")]
    [InlineData("2026-11-10 12:01", "2026-11-10 13:00", "2026-11-10 12:01 / 2026-11-12 00:00")]
    [InlineData("2026-11-10 12:01", "2026-11-11 13:00", "2026-11-10 12:01 / 2026-11-12 00:00")]
    [InlineData("2026-11-10 12:00", "2026-11-11 13:00", "2026-11-11 00:00 / 2026-11-12 00:00")]
    [InlineData("2026-11-10 12:01", "2026-11-12 13:00", "2026-11-12 00:00 / 2026-11-13 00:00")]
    [InlineData("2026-11-10 00:00", "2026-11-10 13:00", "2026-11-10 00:00 / 2026-11-11 00:00")]
    public async Task What_is_left_of_a_cut_period(string after, string at, string period) => (await Sql.ListAsync(
        database.Database.Superuser,
        $"""
        select to_char(p.period_start at time zone 'UTC', 'YYYY-MM-DD HH24:MI') || ' / '
          || to_char(p.period_end at time zone 'UTC', 'YYYY-MM-DD HH24:MI')
        from weir.bucket_period('day', '2026-01-01Z', 'UTC', '{at}Z', '{after}Z', null) as p
        """,
        Lab.Token)).ShouldBe([period]);

    private static AccountStore Accounts(Lab lab) => new(lab.Database.Weir, lab.Time);

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    private static Task<IReadOnlyList<string>> PeriodsAsync(Lab lab, Guid customer) => Sql.ListAsync(
        lab.Database.Superuser,
        $"""
        select to_char(period_start at time zone 'UTC', 'YYYY-MM-DD HH24:MI') || ' / '
          || to_char(period_end at time zone 'UTC', 'YYYY-MM-DD HH24:MI')
        from weir.buckets where customer_id = '{customer}' order by period_start
        """,
        Lab.Token);
}
