using Weir.Cli.Token;

namespace Weir.Tests.Cli;

public sealed class DurationTests
{
    [Theory]
    [InlineData("90s", 90)]
    [InlineData("30m", 1800)]
    [InlineData("1h", 3600)]
    [InlineData("7d", 604800)]
    [InlineData("365d", 31536000)]
    public void A_number_and_a_unit_are_read(string text, int seconds) =>
        Duration.TryParse(text).ShouldBe(TimeSpan.FromSeconds(seconds));

    [Theory]
    [InlineData("")]
    [InlineData("h")]
    [InlineData("1")]
    [InlineData("0s")]
    [InlineData("-1h")]
    [InlineData("1.5h")]
    [InlineData("1 h")]
    [InlineData("366d")]
    [InlineData("1w")]
    public void Anything_else_is_refused(string text) => Duration.TryParse(text).ShouldBeNull();
}
