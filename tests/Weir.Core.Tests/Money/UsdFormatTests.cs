using Weir.Core.Money;

namespace Weir.Core.Tests.Money;

public sealed class UsdFormatTests
{
    [Theory]
    [InlineData(0, "0.000000000")]
    [InlineData(1, "0.000000001")]
    [InlineData(-1, "-0.000000001")]
    [InlineData(1_234_567, "0.001234567")]
    [InlineData(5_000_000_000, "5.000000000")]
    [InlineData(-500_000_000, "-0.500000000")]
    [InlineData(long.MaxValue, "9223372036.854775807")]
    [InlineData(long.MinValue, "-9223372036.854775808")]
    public void Amounts_are_written_exactly(long nanoUsd, string text) => UsdFormat.FromNano(nanoUsd).ShouldBe(text);

    [Theory]
    [InlineData("0", 0)]
    [InlineData("5", 5_000_000_000)]
    [InlineData("0.025", 25_000_000)]
    [InlineData("0.000000001", 1)]
    [InlineData("10.00", 10_000_000_000)]
    [InlineData("9223372036.854775807", long.MaxValue)]
    public void Plain_decimals_are_read_exactly(string text, long nanoUsd)
    {
        UsdFormat.TryParseNano(text, out var read).ShouldBeTrue();
        read.ShouldBe(nanoUsd);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(".5")]
    [InlineData("5.")]
    [InlineData("-1")]
    [InlineData("+1")]
    [InlineData("1e3")]
    [InlineData("01")]
    [InlineData("1,000")]
    [InlineData(" 1")]
    [InlineData("1 ")]
    [InlineData("0.0000000001")]
    [InlineData("9223372036.854775808")]
    [InlineData("99999999999")]
    [InlineData("٣")]
    [InlineData("1.2.3")]
    [InlineData("NaN")]
    public void Anything_else_is_refused(string? text)
    {
        UsdFormat.TryParseNano(text, out var read).ShouldBeFalse();
        read.ShouldBe(0);
    }

    [Fact]
    public void Writing_and_reading_are_inverse()
    {
        var random = new Random(7);
        for (var i = 0; i < 10_000; i++)
        {
            var nanoUsd = random.NextInt64(long.MaxValue) >> random.Next(63);
            UsdFormat.TryParseNano(UsdFormat.FromNano(nanoUsd), out var read).ShouldBeTrue();
            read.ShouldBe(nanoUsd);
        }
    }
}
