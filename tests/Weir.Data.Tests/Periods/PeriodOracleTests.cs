using NodaTime;
using Weir.Core.Catalog;
using Weir.Proofs.Periods;

namespace Weir.Data.Tests.Periods;

/// <summary>The oracle says what a calendar says, in every zone that NodaTime knows.</summary>
public sealed class PeriodOracleTests
{
    private static readonly IReadOnlyList<ZoneClock> s_clocks =
        [.. DateTimeZoneProviders.Tzdb.Ids.Select(id => new ZoneClock(DateTimeZoneProviders.Tzdb[id]))];

    [Theory]
    [InlineData(28)]
    [InlineData(29)]
    [InlineData(30)]
    [InlineData(31)]
    public void Billing_months_are_twelve_a_year_and_keep_the_anchors_day_and_time(int day)
    {
        var anchor = ZoneClock.Micros(Instant.FromUtc(2000, 1, day, 23, 30));
        foreach (var clock in s_clocks)
        {
            var zone = DateTimeZoneProviders.Tzdb[clock.Id];
            var start = ZoneClock.ToInstant(anchor).InZone(zone).LocalDateTime;
            var months = Shown(clock, PeriodKind.BillingMonth, anchor).ToLookup(shown => shown.Year);
            for (var year = 2000; year < 2060; year++) months[year].Count().ShouldBe(12, $"{clock.Id} {year}");
            foreach (var shown in months.SelectMany(year => year))
            {
                var nominal = Math.Min(start.Day, CalendarSystem.Iso.GetDaysInMonth(shown.Year, shown.Month));
                var wanted = new LocalDate(shown.Year, shown.Month, nominal).At(start.TimeOfDay);
                // A clock that jumps over the boundary shows something later at once.
                if (shown != wanted) zone.MapLocal(wanted).Count.ShouldBe(0, $"{clock.Id} {shown}");
            }
        }
    }

    /// <summary>Samoa and Tokelau left out 30 December 2011 when they changed sides of the date line.</summary>
    [Fact]
    public void Days_are_all_those_that_a_zone_had()
    {
        foreach (var clock in s_clocks)
        {
            var days = Shown(clock, PeriodKind.Day, 0).Count(shown => shown.Year is >= 2000 and < 2060);
            var skipped = clock.Id is "Pacific/Apia" or "Pacific/Fakaofo" ? 1 : 0;
            days.ShouldBe(21_915 - skipped, clock.Id);
        }
    }

    /// <summary>What its clock shows at each boundary.</summary>
    private static IEnumerable<LocalDateTime> Shown(ZoneClock clock, PeriodKind kind, long anchor) =>
        PeriodOracle.Boundaries(clock, kind, anchor).Select(
            boundary => ZoneClock.ToInstant(boundary + clock.OffsetAt(boundary)).InUtc().LocalDateTime);
}
