using Weir.Benches.Statistics;

namespace Weir.Tests.Benches;

public sealed class LatencyHistogramTests
{
    [Fact]
    public void Quantiles_are_within_one_per_cent()
    {
        var histogram = new LatencyHistogram();
        for (var i = 1; i <= 100_000; i++) histogram.Add(i);
        histogram.Count.ShouldBe(100_000);
        histogram.Quantile(0.5).ShouldBe(50_000, tolerance: 500);
        histogram.Quantile(0.99).ShouldBe(99_000, tolerance: 990);
        histogram.Quantile(1).ShouldBe(100_000, tolerance: 1_000);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(127)]
    public void Small_durations_are_exact(long microseconds)
    {
        var histogram = new LatencyHistogram();
        histogram.Add(microseconds);
        histogram.Quantile(0.5).ShouldBe(microseconds);
    }

    [Theory]
    [InlineData(128)]
    [InlineData(255)]
    [InlineData(256)]
    [InlineData(1_000_003)]
    [InlineData(3_600_000_000)]
    public void Any_duration_comes_back_as_its_neighbour(long microseconds)
    {
        var histogram = new LatencyHistogram();
        histogram.Add(microseconds);
        histogram.Quantile(0.5).ShouldBe(microseconds, tolerance: microseconds * 0.008);
    }

    [Fact]
    public void None_is_zero() => new LatencyHistogram().Quantile(0.99).ShouldBe(0);

    [Fact]
    public void What_travels_and_merges_loses_nothing()
    {
        var (first, second) = (new LatencyHistogram(), new LatencyHistogram());
        for (var i = 0; i < 1_000; i++) first.Add(i);
        for (var i = 1_000; i < 3_000; i++) second.Add(i);
        var merged = LatencyHistogram.FromPairs(first.ToPairs());
        merged.Merge(LatencyHistogram.FromPairs(second.ToPairs()));
        merged.Count.ShouldBe(3_000);
        merged.Quantile(0.5).ShouldBe(1_500, tolerance: 15);
    }
}
