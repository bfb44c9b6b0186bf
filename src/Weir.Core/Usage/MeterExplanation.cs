using Weir.Core.Catalog;
using Weir.Core.Engine;

namespace Weir.Core.Usage;

/// <summary>
/// Everything behind the numbers of one meter of one customer, read in one snapshot: the parts add up to
/// <see cref="Balance"/>. As there, a hold whose lease is over holds nothing, and overruns count as used.
/// </summary>
/// <param name="CustomerId">Whose.</param>
/// <param name="Meter">Meter code.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="Limit">Whether it needs a grant; without that there is no balance.</param>
/// <param name="At">The instant of the answer.</param>
/// <param name="Subscription">The current one, else the last; null if there never was one.</param>
/// <param name="Balance">The numbers that an admission decides by; null when <paramref name="Limit"/> is none.</param>
/// <param name="Grants">Open ones in burn order, then those to come, then the last that ended.</param>
/// <param name="Overruns">Beyond every hold and limit, where that still counts.</param>
/// <param name="Limits">Limits of the plan on the meter, by scope.</param>
/// <param name="Breakage">Units given that can no longer be used, over all time.</param>
/// <param name="Holds">What pending calls hold.</param>
/// <param name="Events">The last ledger rows that have a line of the meter, newest first.</param>
public sealed record MeterExplanation(
    Guid CustomerId, string Meter, string Unit, MeterLimit Limit, DateTimeOffset At, ExplainedSubscription? Subscription,
    MeterBalance? Balance, IReadOnlyList<ExplainedGrant> Grants, IReadOnlyList<ExplainedOverrun> Overruns,
    IReadOnlyList<ExplainedLimit> Limits, long Breakage, ExplainedHolds Holds, IReadOnlyList<ExplainedEvent> Events)
{
    /// <summary>The limits of all meters that hold for a call of the one who asks, of the same snapshot.</summary>
    public IReadOnlyList<LimitState> Standing { get; init; } = [];
}
