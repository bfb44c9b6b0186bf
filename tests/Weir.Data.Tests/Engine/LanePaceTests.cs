using Weir.Data.Engine;

namespace Weir.Data.Tests.Engine;

public sealed class LanePaceTests
{
    private readonly LanePace _pace = new(
        new EngineOptions { MaxBatch = 100, QueueLimit = 2000, MaxWait = TimeSpan.FromMilliseconds(50) });

    [Fact]
    public void Before_anything_is_known_the_number_alone_counts() => _pace.Limit.ShouldBe(2000);

    [Theory]
    [InlineData(100, 10, 500)] // 0.1 ms each
    [InlineData(10, 1, 500)]
    [InlineData(100, 100, 100)] // 50 would fit, but one batch may always wait
    [InlineData(1, 1000, 100)]
    [InlineData(100, 1, 2000)] // 5,000 would fit
    [InlineData(100, 0, 2000)]
    public void As_many_may_wait_as_are_served_in_time(int operations, int milliseconds, int limit)
    {
        for (var i = 0; i < 100; i++) _pace.Sent(operations, TimeSpan.FromMilliseconds(milliseconds));

        _pace.Limit.ShouldBeInRange(limit - 1, limit);
    }

    [Fact]
    public void A_pace_that_changes_is_noticed_within_tens_of_batches()
    {
        for (var i = 0; i < 100; i++) _pace.Sent(100, TimeSpan.FromMilliseconds(100));
        for (var i = 0; i < 60; i++) _pace.Sent(100, TimeSpan.FromMilliseconds(10));

        _pace.Limit.ShouldBeInRange(450, 500);
    }
}
