using FsCheck;
using FsCheck.Fluent;
using Weir.Core.Catalog;
using Weir.Core.Pricing;

namespace Weir.Core.Tests.Pricing;

public sealed class CostCalculatorTests
{
    private static readonly Config s_config = Config.QuickThrowOnFailure.WithMaxTest(500);

    [Theory]
    [InlineData(1000, 100, 0, 0, 3_000_000)]
    [InlineData(1000, 100, 400, 0, 2_280_000)]
    [InlineData(1000, 100, 400, 600, 2_580_000)]
    [InlineData(0, 0, 0, 0, 0)]
    [InlineData(272_000, 1, 0, 0, 544_010_000)]
    [InlineData(272_001, 1, 0, 0, 1_088_019_000)]
    public void Prices_each_part_at_its_rate(long input, long output, long cached, long written, long expected) =>
        CostCalculator.Rate(PriceSamples.Default, new(input, output, cached, written)).ShouldBe(expected);

    [Fact]
    public void Rounds_up_once_for_the_whole_event()
    {
        var price = new Price("p", "m", "default", 1, PriceSamples.Start, 1_000_000, new(1, 1, 1, 1));

        // Three parts of a third of a nano-dollar each are one nano-dollar, not three.
        CostCalculator.Rate(price, new(666_666, 333_334, 333_333)).ShouldBe(1);
        CostCalculator.Rate(price, new(1, 0)).ShouldBe(1);
        CostCalculator.Rate(price, new(1_000_000, 1)).ShouldBe(2);
    }

    [Fact]
    public void Reasoning_costs_what_output_costs() =>
        CostCalculator.Rate(PriceSamples.Default, new(10, 50, reasoning: 40)).ShouldBe(
            CostCalculator.Rate(PriceSamples.Default, new(10, 50)));

    [Fact]
    public void Does_not_wrap_at_the_largest_rates()
    {
        var price = new Price("p", "m", "default", 1, PriceSamples.Start, 1, new(long.MaxValue, long.MaxValue, long.MaxValue, long.MaxValue));

        CostCalculator.Rate(price, new(TokenUsage.MaxCredible, TokenUsage.MaxCredible)).ShouldBe(CostCalculator.MaxNanoUsd);
        CostCalculator.UpperBound(price, TokenUsage.MaxCredible, TokenUsage.MaxCredible).ShouldBe(CostCalculator.MaxNanoUsd);
    }

    [Fact]
    public void Equals_the_sum_of_exact_fractions_rounded_up() => Check.One(s_config, Prop.ForAll(Cases.ToArbitrary(), c =>
    {
        var rates = c.Usage.Input > c.Price.LongContextAbove ? c.Price.LongContextRates! : c.Price.Rates;
        var exact = ((decimal)c.Usage.FreshInput * rates.Input) + ((decimal)c.Usage.CachedInput * rates.CachedInput)
            + ((decimal)c.Usage.CacheWrite * rates.CacheWrite) + ((decimal)c.Usage.Output * rates.Output);
        return CostCalculator.Rate(c.Price, c.Usage) == (long)Math.Ceiling(exact / c.Price.BlockUnits);
    }));

    [Fact]
    public void The_upper_bound_is_above_every_usage_within_it() => Check.One(s_config, Prop.ForAll(
        Cases.ToArbitrary(), Gen.Choose(0, 1000).Zip(Gen.Choose(0, 1000)).ToArbitrary(), (c, slack) =>
            CostCalculator.Rate(c.Price, c.Usage)
            <= CostCalculator.UpperBound(c.Price, c.Usage.Input + slack.Item1, c.Usage.Output + slack.Item2)));

    private static Gen<(Price Price, TokenUsage Usage)> Cases =>
        from standard in Rates
        from longer in Rates
        from block in Gen.Elements(1L, 1000L, 1_000_000L)
        from threshold in Gen.Choose(0, 500_000)
        from input in Gen.Choose(0, 1_000_000)
        from output in Gen.Choose(0, 200_000)
        from cached in Gen.Choose(-10, 1_100_000)
        from written in Gen.Choose(-10, 1_100_000)
        select (
            new Price("p", "m", "default", 1, PriceSamples.Start, block, standard) { LongContextAbove = threshold, LongContextRates = longer },
            new TokenUsage(input, output, cached, written));

    private static Gen<TokenRates> Rates =>
        from rates in Gen.Choose(0, 500_000_000).ArrayOf(4)
        select new TokenRates(rates[0], rates[1], rates[2], rates[3]);
}
