using Weir.Core.Engine;

namespace Weir.Gateway.Settling;

/// <summary>How a hold is to be resolved: exactly one of the two operations is set.</summary>
/// <param name="Settle">Post it.</param>
/// <param name="Void">Release it.</param>
/// <param name="GiveUpAt">No attempt after this: lease and grace are over.</param>
internal sealed record Resolution(SettleOperation? Settle, VoidOperation? Void, DateTimeOffset GiveUpAt)
{
    public Guid HoldId => Settle?.HoldId ?? Void!.HoldId;

    public Guid CustomerId => Settle?.CustomerId ?? Void!.CustomerId;

    /// <summary>What is at stake, for the operator.</summary>
    public long CostNanoUsd => Settle?.Event.CostNanoUsd ?? 0;
}
