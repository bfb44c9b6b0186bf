namespace Weir.Core.Engine;

/// <summary>One meter's numbers over all grants that are active at one instant, in base units.</summary>
/// <param name="Meter">Meter code.</param>
/// <param name="Unit">Unit as the catalog names it, such as <c>nano_usd</c>.</param>
/// <param name="Granted">Included units.</param>
/// <param name="Used">Posted units, overruns included.</param>
/// <param name="Held">Units in pending holds.</param>
/// <param name="HardLimit">Granted + allowed overage.</param>
/// <param name="ResetsAt">End of the earliest current period that renews; null if none does.</param>
public sealed record MeterBalance(
    string Meter, string Unit, long Granted, long Used, long Held, long HardLimit, DateTimeOffset? ResetsAt)
{
    /// <summary>Units that can still be reserved; at least 0.</summary>
    public long Remaining => Math.Max(0, HardLimit - Used - Held);
}
