using Weir.Benches.Documents;

namespace Weir.Tests.Benches;

public sealed class PgBenchLogTests
{
    // client, transaction, µs, script, seconds, µs of the second
    private static readonly string[] s_log =
    [
        "0 0 1200 0 1763683200 999999",
        "1 0 2200 0 1763683201 000000",
        "0 1 3200 0 1763683201 500000 12",
        "1 1 failed 0 1763683201 600000",
        "2 0 skipped 0 1763683201 700000",
        "0 2 4200 0 1763683202 0",
    ];

    [Fact]
    public void Only_what_ended_in_the_window_counts()
    {
        var (latency, failed, last) = PgBenchLog.Read(s_log, from: 1763683201_000, until: 1763683202_000);
        latency.Count.ShouldBe(2);
        latency.Quantile(0.5).ShouldBe(2200, tolerance: 18);
        latency.Quantile(1).ShouldBe(3200, tolerance: 26);
        failed.ShouldBe(2);
        last.ShouldBe(1763683202_000);
    }

    [Fact]
    public void Another_format_is_a_fault_and_not_a_figure() =>
        Should.Throw<FormatException>(() => PgBenchLog.Read(["1763683201 2 300"], 0, long.MaxValue));

    [Theory]
    [InlineData("check_and_increment_usage", "select * from public.check_and_increment_usage(md5($1)::uuid, 2000000000);")]
    [InlineData(
        "consume_tokens",
        "select set_config('request.jwt.claim.sub', md5($1)::uuid::text, false), public.consume_tokens(40, 10);")]
    public void Without_pgbench_the_same_statement_is_called(string function, string statement) =>
        DocumentScript.StatementOf(function).ShouldBe(statement);
}
