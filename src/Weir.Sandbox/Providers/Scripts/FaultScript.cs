namespace Weir.Sandbox.Providers.Scripts;

/// <summary>
/// The faults that one provider still has to act out, shared by all requests of the process. A call takes the first
/// one that covers it; each is taken exactly as often as it says, however many calls race for it.
/// </summary>
internal sealed class FaultScript
{
    /// <summary>How many faults may wait at a time.</summary>
    public const int PendingMax = 1_000;

    private readonly Lock _lock = new();
    private readonly List<PendingFault> _pending = [];

    /// <summary>Puts faults behind those that wait; false, and nothing changed, when there would be too many.</summary>
    public bool TryAdd(IReadOnlyCollection<ProviderFault> faults)
    {
        lock (_lock)
        {
            if (_pending.Count + faults.Count > PendingMax) return false;
            _pending.AddRange(faults.Select(fault => new PendingFault(fault, fault.Times)));
            return true;
        }
    }

    /// <summary>The fault that this call acts out; null for none.</summary>
    public ProviderFault? Take(CallFacts call)
    {
        lock (_lock)
        {
            var at = _pending.FindIndex(pending => pending.Fault.Match.Covers(call));
            if (at < 0) return null;
            var (fault, left) = _pending[at];
            if (left > 1) _pending[at] = new PendingFault(fault, left - 1);
            else _pending.RemoveAt(at);
            return fault;
        }
    }

    /// <summary>Calls that the waiting faults are still for.</summary>
    public long Remaining
    {
        get
        {
            lock (_lock) return _pending.Sum(pending => (long)pending.Left);
        }
    }

    /// <summary>Forgets all faults that wait.</summary>
    public void Clear()
    {
        lock (_lock) _pending.Clear();
    }

    private readonly record struct PendingFault(ProviderFault Fault, int Left);
}
