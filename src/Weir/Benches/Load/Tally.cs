using Weir.Benches.Statistics;

namespace Weir.Benches.Load;

/// <summary>Counts what operations came to, from many tasks at once.</summary>
internal sealed class Tally(LoadPlan plan, TimeProvider time)
{
    private readonly LatencyHistogram _settled = new();
    private readonly LatencyHistogram _refused = new();
    private readonly long _from = TimestampAt(plan.From, time);
    private readonly long _until = TimestampAt(plan.Until, time);
    private long _denied, _settlesFailed, _failed, _sold, _notOffered, _arrivals;
    private string? _fault;

    /// <summary>Whether something may still begin.</summary>
    public bool IsOpen(long timestamp) => timestamp < _until;

    public void Count(Outcome outcome, long started, int used)
    {
        var now = time.GetTimestamp();
        if (started >= _from && started < _until) Interlocked.Increment(ref _arrivals);
        if (outcome == Outcome.Settled) Interlocked.Add(ref _sold, used);
        // A fault counts whenever it happens.
        if (outcome == Outcome.SettleFailed) Interlocked.Increment(ref _settlesFailed);
        if (outcome == Outcome.Failed) Interlocked.Increment(ref _failed);
        if (now < _from || now >= _until) return;
        var microseconds = (long)time.GetElapsedTime(started, now).TotalMicroseconds;
        if (outcome == Outcome.Settled) _settled.Add(microseconds);
        else if (outcome == Outcome.Refused) _refused.Add(microseconds);
        else if (outcome is Outcome.Denied or Outcome.DeniedForNow) Interlocked.Increment(ref _denied);
        else if (outcome == Outcome.NotOffered) Interlocked.Increment(ref _notOffered);
    }

    public void Fault(Exception fault) =>
        Interlocked.CompareExchange(ref _fault, $"{fault.GetType().Name}: {fault.Message}", null);

    public LoadReport ToReport() => new()
    {
        SettledPairs = _settled.ToPairs(),
        RefusedPairs = _refused.ToPairs(),
        Denied = _denied,
        SettlesFailed = _settlesFailed,
        Failed = _failed,
        UnitsSold = _sold,
        Arrivals = _arrivals,
        NotOffered = _notOffered,
        Fault = _fault,
    };

    private static long TimestampAt(long unixMilliseconds, TimeProvider time)
    {
        if (unixMilliseconds == 0) return 0;
        var ahead = DateTimeOffset.FromUnixTimeMilliseconds(unixMilliseconds) - time.GetUtcNow();
        return time.GetTimestamp() + (long)(ahead.TotalSeconds * time.TimestampFrequency);
    }
}
