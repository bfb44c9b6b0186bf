using Weir.Api.Wire;
using Weir.Core.Usage;

namespace Weir.Api.Explain;

/// <summary>
/// What is behind the answer of a check of one unit. All of it is read in one snapshot: for a meter that needs a grant,
/// the parts add up to the balance.
/// </summary>
/// <param name="Key">Entitlement key or meter code.</param>
/// <param name="Decision">The answer that is explained.</param>
/// <param name="Plan">Plan and version.</param>
/// <param name="At">The instant of the answer; null for what is no meter.</param>
/// <param name="Balance">The numbers that an admission decides by; null for what is not limited so.</param>
/// <param name="Grants">Open ones in burn order with their buckets, then those to come, then the last that ended.</param>
/// <param name="Overruns">Used beyond holds and limits, where that still counts.</param>
/// <param name="Limits">Limits of the plan beside its grants, as they stand for this member.</param>
/// <param name="Breakage">Units given that can no longer be used, over all time.</param>
/// <param name="Holds">What running calls hold; null for what is no meter.</param>
/// <param name="Events">The last rows of the ledger that count for it, newest first.</param>
internal sealed record Explanation(
    string Key, EntitlementState Decision, ExplainedPlan Plan, DateTimeOffset? At, MeterState? Balance,
    IReadOnlyList<ExplainedGrant> Grants, IReadOnlyList<ExplainedOverrun> Overruns, IReadOnlyList<LimitState> Limits,
    long Breakage, ExplainedHolds? Holds, IReadOnlyList<ExplainedEventRow> Events)
{
    public static Explanation Of(
        string key, EntitlementState decision, ExplainedPlan plan, MeterExplanation? meter,
        IReadOnlyList<LimitState> limits) =>
        meter is null
            ? new Explanation(key, decision, plan, null, null, [], [], [], 0, null, [])
            : new Explanation(
                key, decision, plan, meter.At, meter.Balance is null ? null : MeterState.Of(meter.Balance), meter.Grants,
                meter.Overruns, limits, meter.Breakage, meter.Holds, [.. meter.Events.Select(ExplainedEventRow.Of)]);
}
