using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Weir.Core.Pricing;

namespace Weir.Core.Tests.Pricing;

public sealed class TokenUsageTests
{
    [Fact]
    public void Is_consistent_whatever_it_is_made_of() => Check.QuickThrowOnFailure(Prop.ForAll(
        Gen.Choose(-1000, 1000).Select(n => (long)n).ArrayOf(5).ToArbitrary(), n =>
        {
            var usage = new TokenUsage(n[0], n[1], n[2], n[3], n[4]);
            return usage is { Input: >= 0, Output: >= 0, CachedInput: >= 0, CacheWrite: >= 0, Reasoning: >= 0, FreshInput: >= 0 }
                && usage.FreshInput + usage.CachedInput + usage.CacheWrite == usage.Input
                && usage.Reasoning <= usage.Output
                && usage.Total == usage.Input + usage.Output;
        }));

    [Theory]
    [InlineData("0", 0L)]
    [InlineData("12", 12L)]
    [InlineData("10000000", 10_000_000L)]
    [InlineData("10000001", null)]
    [InlineData("-1", null)]
    [InlineData("1.5", null)]
    [InlineData("1e3", null)]
    [InlineData("1e20", null)]
    [InlineData("9007199254740993", null)]
    [InlineData("9223372036854775808", null)]
    [InlineData("\"12\"", null)]
    [InlineData("\"NaN\"", null)]
    [InlineData("null", null)]
    [InlineData("true", null)]
    [InlineData("[1]", null)]
    [InlineData("{}", null)]
    public void Believes_whole_numbers_in_a_credible_range_only(string json, long? expected)
    {
        using var document = JsonDocument.Parse($$"""{"n":{{json}}}""");

        UsageFigure.Of(document.RootElement, "n").Value.ShouldBe(expected);
        UsageFigure.Of(document.RootElement, "missing").Value.ShouldBeNull();
        UsageFigure.Of(document.RootElement.GetProperty("n"), "n").Value.ShouldBeNull();
    }

    [Fact]
    public void Without_input_or_output_there_is_no_report()
    {
        TokenUsage.FromReport(new(null), new(1), new(0), new(0), new(0)).ShouldBeNull();
        TokenUsage.FromReport(new(1), new(null), new(0), new(0), new(0)).ShouldBeNull();
    }

    [Fact]
    public void An_explicit_zero_is_a_report() => TokenUsage.FromReport(new(0), new(0), default, default, default).ShouldBe(TokenUsage.None);

    [Fact]
    public void A_part_that_is_missing_or_too_large_is_clamped()
    {
        var usage = TokenUsage.FromReport(new(100), new(10), new(80), new(80), new(11))!;

        usage.ShouldBe(new TokenUsage(100, 10, 80, 20, 10));
        usage.FreshInput.ShouldBe(0);
    }
}
