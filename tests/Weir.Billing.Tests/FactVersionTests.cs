using Weir.Core.Billing;

namespace Weir.Billing.Tests;

public sealed class FactVersionTests
{
    private static readonly DateTimeOffset s_noon = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Later_wins_then_the_terminal_state_then_the_text()
    {
        var versions = new[]
        {
            new FactVersion(s_noon, 0, "b"), new FactVersion(s_noon, 1, "a"), new FactVersion(s_noon.AddSeconds(1), 0, "a"),
            new FactVersion(s_noon, 0, "a"),
        };
        versions.Order().ShouldBe([versions[3], versions[0], versions[1], versions[2]]);
        (versions[0] > versions[3]).ShouldBeTrue();
    }
}
