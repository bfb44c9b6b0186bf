using Microsoft.Extensions.Logging;

namespace Weir.Http.Problems;

/// <summary>
/// Under overload, saying so costs what is missing: a line a second with the number refused, instead of one for each.
/// </summary>
internal sealed class OverloadLog(TimeProvider time, ILogger<OverloadLog> logger)
{
    private long _refused;
    private long _nextLineAt;

    public void Count()
    {
        Interlocked.Increment(ref _refused);
        var now = time.GetTimestamp();
        var nextLineAt = Volatile.Read(ref _nextLineAt);
        if (now < nextLineAt) return;
        if (Interlocked.CompareExchange(ref _nextLineAt, now + time.TimestampFrequency, nextLineAt) != nextLineAt) return;
        Log.Overloaded(logger, Interlocked.Exchange(ref _refused, 0));
    }
}
