using System.Globalization;
using Weir.Data.Tests.Engine;
using Weir.Testing;

namespace Weir.Data.Tests.Periods;

public sealed class PeriodTests(EngineDatabase database) : IClassFixture<EngineDatabase>
{
    private static string Text(DateTimeOffset at) => at.ToString("O", CultureInfo.InvariantCulture);

    private async Task<string> PeriodAsync(string kind, string anchor, string at) => (await Sql.ListAsync(
        database.Database.Superuser,
        $"""
        select to_char(p.period_start at time zone 'UTC', 'YYYY-MM-DD HH24:MI') || ' / '
          || to_char(p.period_end at time zone 'UTC', 'YYYY-MM-DD HH24:MI')
        from weir.period_at('{kind}', '{anchor}', 'UTC', '{at}') as p
        """,
        Lab.Token)).Single();

    [Theory]
    [InlineData("day", "2026-02-28T23:59:59.999999Z", "2026-02-28 00:00 / 2026-03-01 00:00")]
    [InlineData("calendar_month", "2028-02-29T12:00:00Z", "2028-02-01 00:00 / 2028-03-01 00:00")]
    [InlineData("billing_month", "2026-02-28T10:29:59Z", "2026-01-31 10:30 / 2026-02-28 10:30")]
    [InlineData("billing_month", "2026-02-28T10:30:00Z", "2026-02-28 10:30 / 2026-03-31 10:30")]
    [InlineData("billing_month", "2026-04-30T10:30:00Z", "2026-04-30 10:30 / 2026-05-31 10:30")]
    [InlineData("billing_month", "2028-02-29T11:00:00Z", "2028-02-29 10:30 / 2028-03-31 10:30")]
    [InlineData("billing_month", "2025-12-31T10:30:00Z", "2025-12-31 10:30 / 2026-01-31 10:30")]
    public async Task Is_half_open_and_counted_from_the_anchor(string kind, string at, string period) =>
        (await PeriodAsync(kind, "2026-01-31T10:30:00Z", at)).ShouldBe(period);

    [Fact]
    public async Task A_lifetime_has_no_ends() => (await Sql.ScalarAsync<bool>(
        database.Database.Superuser,
        "select p.period_start = '-infinity' and p.period_end = 'infinity' from weir.period_at('lifetime', now(), 'UTC', now()) as p",
        Lab.Token)).ShouldBeTrue();

    /// <summary>Every instant lies in one period; its end is the next one's start; the model says the same.</summary>
    [Theory]
    [InlineData(28)]
    [InlineData(29)]
    [InlineData(30)]
    [InlineData(31)]
    public async Task Billing_months_tile_sixty_years(int day)
    {
        var anchor = new DateTimeOffset(2000, 1, day, 23, 30, 0, TimeSpan.Zero);
        var rows = await Sql.ListAsync(
            database.Database.Superuser,
            $"""
            select p.period_start || '|' || p.period_end || '|' || before.period_end
            from generate_series('2000-01-{day} 23:30+00'::timestamptz, '2060-01-01', interval '1 month') as month
            cross join lateral weir.period_at('billing_month', '{Text(anchor)}', 'UTC', month) as p
            cross join lateral weir.period_at('billing_month', '{Text(anchor)}', 'UTC', p.period_start - interval '1 microsecond') as before
            """,
            Lab.Token);
        rows.Count.ShouldBeGreaterThan(700);
        foreach (var row in rows)
        {
            var parts = row.Split('|').Select(p => DateTimeOffset.Parse(p, CultureInfo.InvariantCulture)).ToArray();
            parts[2].ShouldBe(parts[0]);
            var months = ((parts[0].UtcDateTime.Year - anchor.Year) * 12) + parts[0].UtcDateTime.Month - anchor.Month;
            parts[0].ShouldBe(anchor.AddMonths(months));
            parts[1].ShouldBe(anchor.AddMonths(months + 1));
        }
    }

    [Fact]
    public async Task Does_not_depend_on_the_zone_of_the_session()
    {
        await using var connection = await database.Database.Superuser.OpenConnectionAsync(Lab.Token);
        foreach (var zone in (string[])["Pacific/Kiritimati", "America/Sao_Paulo", "Australia/Lord_Howe"])
        {
            await Sql.RunAsync(connection, $"set time zone '{zone}'", Lab.Token);
            (await Sql.ScalarAsync<bool>(
                connection,
                "select p.period_start = '2026-10-25 00:00+00' and p.period_end = '2026-10-26 00:00+00' from weir.period_at('day', now(), 'UTC', '2026-10-25 12:00+00') as p",
                Lab.Token)).ShouldBeTrue();
        }
    }
}
