using Weir.Core.Catalog;
using Weir.Core.Pricing;
using static Weir.Core.Tests.Pricing.PriceSamples;

namespace Weir.Core.Tests.Pricing;

public sealed class CostEstimatorTests
{
    private static readonly RouteTarget s_flex = new("openai", "gpt-6-sol", "flex");
    private static readonly RouteTarget s_default = s_flex with { Tier = "default" };

    [Fact]
    public void Is_the_dearest_of_target_and_fallback()
    {
        var estimate = CostEstimator.Estimate(CatalogOf(Default, Flex), Route(s_flex, s_default), 1000, 100, Start)!;

        estimate.Dearest.ShouldBe(Default);
        estimate.CostNanoUsd.ShouldBe(CostCalculator.UpperBound(Default, 1000, 100));
    }

    [Fact]
    public void A_tier_that_the_provider_may_serve_instead_counts() =>
        CostEstimator.Estimate(CatalogOf(Default, Flex), Route(s_flex), 1000, 100, Start)!.Dearest.ShouldBe(Default);

    [Fact]
    public void Refuses_when_the_target_or_the_fallback_has_no_price()
    {
        CostEstimator.Estimate(CatalogOf(Default), Route(s_flex, s_default), 1, 1, Start).ShouldBeNull();
        CostEstimator.Estimate(CatalogOf(Flex), Route(s_flex, s_default), 1, 1, Start).ShouldBeNull();
        CostEstimator.Estimate(CatalogOf(Default, Flex), Route(s_flex, s_default), 1, 1, Start.AddTicks(-1)).ShouldBeNull();
    }

    [Fact]
    public void A_call_is_priced_by_the_tier_that_served_it()
    {
        var catalog = CatalogOf(Default, Flex);
        var hold = CostEstimator.Estimate(catalog, Route(s_flex, s_default), 1000, 100, Start)!;

        ServedPrice.Find(catalog, s_flex, "gpt-6-sol-2026-09-22", "flex", hold, Start).ShouldBe(new(Flex, true));
        ServedPrice.Find(catalog, s_flex, "gpt-6-sol", "default", hold, Start).ShouldBe(new(Default, true));
        ServedPrice.Find(catalog, s_default, "gpt-6-sol", null, hold, Start).ShouldBe(new(Default, true));
        ServedPrice.Find(catalog, s_flex, "an alias", "flex", hold, Start).ShouldBe(new(Flex, true));
        ServedPrice.Find(catalog, s_flex, null, "scale", hold, Start).ShouldBe(new(Default, false));
    }

    [Fact]
    public void Input_is_bounded_by_its_bytes() =>
        TokenBound.OfMessages("abc", "éé").ShouldBe(TokenBound.PerCall + (2 * TokenBound.PerMessage) + 3 + 4);

    [Theory]
    [InlineData(-1, 10, 0)]
    [InlineData(7, 10, 7)]
    [InlineData(70, 10, 10)]
    public void Output_is_bounded_by_its_bytes_and_by_what_was_allowed(long bytes, long max, long expected) =>
        TokenBound.OfOutput(bytes, max).ShouldBe(expected);
}
