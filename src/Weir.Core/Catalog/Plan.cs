namespace Weir.Core.Catalog;

/// <summary>
/// One version of a plan. Entitlements and <see cref="Limits"/> are pinned to a subscription's version;
/// <see cref="Routes"/> belong to the plan's code and take effect at once.
/// </summary>
public sealed record Plan(
    string Code, int Version, string Name, IReadOnlyList<PlanEntitlement> Entitlements, IReadOnlyList<ModelRoute> Routes)
{
    /// <summary>At most one for each combination of meter, scope and period.</summary>
    public IReadOnlyList<PlanLimit> Limits { get; init; } = [];

    /// <summary>
    /// A customer's first subscription, when it comes by default, is a trial of so many days; 0 for none. Belongs to no
    /// version: it counts when a subscription begins.
    /// </summary>
    public int TrialDays { get; init; }

    /// <summary>As what it is, or was, sold. Belongs to the code.</summary>
    public IReadOnlyList<PlanPrice> Prices { get; init; } = [];

    /// <summary>As which Stripe meters its overage is billed: at most one for each mode and meter. Belongs to the code.</summary>
    public IReadOnlyList<PlanOverage> Overages { get; init; } = [];
}
