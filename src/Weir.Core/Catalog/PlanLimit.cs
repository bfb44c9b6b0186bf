namespace Weir.Core.Catalog;

/// <summary>
/// A limit that a plan sets beside its allowances: it gives nothing, it only restricts. A call must fit its meters' grants
/// and every limit of the plan.
/// </summary>
/// <param name="Code">Code, unique within the plan.</param>
/// <param name="Meter">A meter of the catalog, limited or not, or <see cref="Requests"/>.</param>
/// <param name="Scope">Whose usage it counts together.</param>
/// <param name="Period">How often it begins anew.</param>
/// <param name="Amount">Most units in each period, in the meter's base unit.</param>
public sealed record PlanLimit(string Code, string Meter, LimitScope Scope, LimitPeriod Period, long Amount)
{
    /// <summary>Counts calls: one for each that is admitted. No meter of the catalog has this code.</summary>
    public const string Requests = "requests";

    /// <summary>Length of a <see cref="LimitPeriod.Window"/>; 0 for other periods.</summary>
    public int WindowSeconds { get; init; }
}
