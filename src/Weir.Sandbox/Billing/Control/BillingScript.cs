using Weir.Sandbox.Billing.Life;

namespace Weir.Sandbox.Billing.Control;

/// <summary>What was scripted for one stand-in: the fate of renewals and of calls.</summary>
internal sealed class BillingScript
{
    /// <summary>How many entries may wait at a time.</summary>
    public const int PendingMax = 1_000;

    private readonly Lock _lock = new();
    private readonly List<RenewalFate> _renewals = [];
    private readonly List<CallFault> _faults = [];
    private AfterRetries? _afterRetries;

    /// <summary>The store's setting, when the script says one.</summary>
    public AfterRetries? AfterRetries
    {
        get
        {
            lock (_lock) return _afterRetries;
        }
    }

    /// <summary>Puts entries behind those that wait; false, and nothing changed, when there would be too many.</summary>
    public bool TryAdd(
        IReadOnlyCollection<RenewalFate> renewals, IReadOnlyCollection<CallFault> faults, AfterRetries? afterRetries)
    {
        lock (_lock)
        {
            if (_renewals.Count + _faults.Count + renewals.Count + faults.Count > PendingMax) return false;
            _renewals.AddRange(renewals);
            _faults.AddRange(faults);
            _afterRetries = afterRetries ?? _afterRetries;
            return true;
        }
    }

    /// <summary>Whether this collection of money succeeds.</summary>
    public bool TakeRenewal(string subscriptionId)
    {
        lock (_lock)
        {
            var at = _renewals.FindIndex(fate => fate.SubscriptionId is null || fate.SubscriptionId == subscriptionId);
            if (at < 0) return true;
            var fate = _renewals[at];
            if (fate.Times > 1) _renewals[at] = fate with { Times = fate.Times - 1 };
            else _renewals.RemoveAt(at);
            return fate.IsPaid;
        }
    }

    /// <summary>What this call acts out; null for nothing.</summary>
    public CallFault? TakeFault(string method, string path)
    {
        lock (_lock)
        {
            var at = _faults.FindIndex(fault => (fault.Method is null || fault.Method == method)
                && (fault.Path is null || path.StartsWith(fault.Path, StringComparison.Ordinal)));
            if (at < 0) return null;
            var fault = _faults[at];
            if (fault.Times > 1) _faults[at] = fault with { Times = fault.Times - 1 };
            else _faults.RemoveAt(at);
            return fault;
        }
    }

    /// <summary>Forgets all of it.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            _renewals.Clear();
            _faults.Clear();
            _afterRetries = null;
        }
    }
}
