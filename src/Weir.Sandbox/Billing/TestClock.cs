namespace Weir.Sandbox.Billing;

/// <summary>A provider's clock: that of the machine, and as far ahead of it as it was advanced.</summary>
internal sealed class TestClock(TimeProvider time)
{
    private long _aheadTicks;

    public TimeSpan Ahead
    {
        get => TimeSpan.FromTicks(Interlocked.Read(ref _aheadTicks));
        set => Interlocked.Exchange(ref _aheadTicks, value.Ticks);
    }

    /// <summary>In UTC.</summary>
    public DateTimeOffset Now => time.GetUtcNow() + Ahead;

    /// <summary>The machine's: what a receiver compares the time of a signature with.</summary>
    public DateTimeOffset Real => time.GetUtcNow();
}
