namespace Weir.Core.Usage;

/// <summary>A limit of a customer's plan, and where it stands. Quantities are base units of the meter.</summary>
/// <param name="Code">The limit's code.</param>
/// <param name="Meter">Meter code, or <c>requests</c>.</param>
/// <param name="Unit">Unit as the catalog names it; <c>request</c> for requests.</param>
/// <param name="Scope"><c>customer</c>, <c>member</c>, <c>feature</c>.</param>
/// <param name="ScopeKey">
/// The member's user id or the feature's code; empty for the customer, and for calls that name none.
/// </param>
/// <param name="Period"><c>lifetime</c>, <c>day</c>, <c>calendar_month</c>, <c>billing_month</c>, <c>window</c>.</param>
/// <param name="WindowSeconds">Length of a window; 0 for other periods.</param>
/// <param name="Amount">Most units in each period.</param>
/// <param name="Used">Units that were used in the current one; a settle may have passed the amount.</param>
/// <param name="Held">Units in pending holds.</param>
/// <param name="ResetsAt">When the next period begins; null for a lifetime.</param>
public sealed record LimitState(
    string Code,
    string Meter,
    string Unit,
    string Scope,
    string ScopeKey,
    string Period,
    int WindowSeconds,
    long Amount,
    long Used,
    long Held,
    DateTimeOffset? ResetsAt)
{
    /// <summary>Units that can still be reserved; at least 0.</summary>
    public long Remaining => Math.Max(0, Amount - Used - Held);
}
