namespace Weir.Testing;

/// <summary>A clock that a test moves. Timers are real.</summary>
public sealed class ManualTime(DateTimeOffset now) : TimeProvider
{
    private readonly Lock _gate = new();
    private DateTimeOffset _now = now;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate) return _now;
    }

    public void Advance(TimeSpan by)
    {
        lock (_gate) _now += by;
    }

    public void MoveTo(DateTimeOffset instant)
    {
        lock (_gate) _now = instant;
    }
}
