using Weir.Proofs.Periods;
using Weir.Testing;

namespace Weir.Data.Tests.Periods;

/// <summary>The proof of <c>weir prove periods</c>, small; and that it would notice a wrong <c>weir.period_at</c>.</summary>
public sealed class PeriodProofTests
{
    private static readonly string[] s_zones =
    [
        "UTC", "America/Los_Angeles", "America/Juneau", "America/Havana", "America/St_Johns", "America/Sao_Paulo",
        "Antarctica/Casey", "Africa/Casablanca", "Africa/Cairo", "Asia/Kolkata", "Asia/Pyongyang", "Australia/Lord_Howe",
        "Europe/Dublin", "Pacific/Apia", "Pacific/Kiritimati",
    ];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Periods_of_odd_zones_are_the_oracles()
    {
        await using var database = await TestDatabase.CreateAsync(Stop);

        var report = await PeriodProof.RunAsync(database.Superuser, 20_261, 60_000, s_zones, null, Stop);

        report.Samples.ShouldBeEmpty();
        report.Wrong.ShouldBe(0);
        report.Count.ShouldBeGreaterThan(50_000);
        report.ByKind.Count.ShouldBe(3);
        (report.Zones + report.Shorter.Count).ShouldBe(s_zones.Length);
        report.Zones.ShouldBeGreaterThan(s_zones.Length / 2, string.Join(", ", report.Shorter));
    }

    [Theory]
    [InlineData("the second of two alike", "if v_before < v_at and", "if false and")]
    [InlineData("a gap's length added", "while v_at - v_before >", "while false and v_at - v_before >")]
    [InlineData("a clock that was set back", "exit when period_end > p_at;", "exit;")]
    [InlineData("in UTC", "if p_zone = 'UTC' then", "if true then")]
    [InlineData("no step back", "v_n := v_n - 1;", "null;")]
    public async Task A_wrong_function_is_noticed(string mistake, string right, string wrong)
    {
        await using var database = await TestDatabase.CreateAsync(Stop);
        var changed = 0;
        foreach (var file in (string[])["period_at", "first_instant"])
        {
            var sql = await File.ReadAllTextAsync(Repository.File("db", "functions", "engine", $"{file}.sql"), Stop);
            if (!sql.Contains(right, StringComparison.Ordinal)) continue;
            await Sql.RunAsync(database.Superuser, sql.Replace(right, wrong, StringComparison.Ordinal), Stop);
            changed++;
        }
        changed.ShouldBe(1, mistake);

        var report = await PeriodProof.RunAsync(database.Superuser, 20_261, 40_000, s_zones, null, Stop);

        report.Wrong.ShouldBeGreaterThan(0, mistake);
        report.Samples.ShouldNotBeEmpty();
    }
}
