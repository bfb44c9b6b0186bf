namespace Weir.Sandbox.Providers.Calls;

/// <summary>The last calls that reached one stand-in, shared by all requests of the process; older ones are forgotten.</summary>
internal sealed class CallLog(int capacity)
{
    private readonly Lock _lock = new();
    private readonly CallRecord[] _ring = new CallRecord[capacity];
    private long _total;

    /// <summary>Notes a call at its arrival; the number is for <see cref="Update"/>.</summary>
    public long Begin(CallRecord call)
    {
        lock (_lock)
        {
            _ring[_total % _ring.Length] = call;
            return _total++;
        }
    }

    /// <summary>Replaces what is known of a call; nothing happens when it is already forgotten.</summary>
    public void Update(long number, Func<CallRecord, CallRecord> change)
    {
        lock (_lock)
        {
            if (_total - number > _ring.Length) return;
            var slot = number % _ring.Length;
            _ring[slot] = change(_ring[slot]);
        }
    }

    /// <summary>The calls that are kept, oldest first, and how many there were in all.</summary>
    public (IReadOnlyList<CallRecord> Calls, long Total) Snapshot()
    {
        lock (_lock)
        {
            var first = Math.Max(0, _total - _ring.Length);
            var calls = new List<CallRecord>((int)(_total - first));
            for (var number = first; number < _total; number++) calls.Add(_ring[number % _ring.Length]);
            return (calls, _total);
        }
    }
}
