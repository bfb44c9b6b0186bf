namespace Weir.Sandbox.Auth.Wire;

/// <summary>A bucket that starts full and regains one token a period.</summary>
internal sealed class TokenBucket(int burst, TimeSpan period, TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly long _periodTicks = Math.Max(1, (long)(period.TotalSeconds * time.TimestampFrequency));
    private long _taken;
    private long _since = time.GetTimestamp();

    public bool TryTake(long now)
    {
        lock (_gate)
        {
            Refill(now);
            if (_taken >= burst) return false;
            _taken++;
            return true;
        }
    }

    public bool IsFull(long now)
    {
        lock (_gate)
        {
            Refill(now);
            return _taken == 0;
        }
    }

    /// <summary>Whole seconds until a token comes back, at least 1.</summary>
    public int SecondsToNext(long now)
    {
        lock (_gate)
        {
            Refill(now);
            return Math.Max(1, (int)Math.Ceiling((_periodTicks - (now - _since)) / (double)time.TimestampFrequency));
        }
    }

    private void Refill(long now)
    {
        var regained = Math.Max(0, now - _since) / _periodTicks;
        _since += regained * _periodTicks;
        _taken = Math.Max(0, _taken - regained);
        if (_taken == 0) _since = Math.Max(_since, now);
    }
}
