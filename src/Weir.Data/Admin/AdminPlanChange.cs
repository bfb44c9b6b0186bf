namespace Weir.Data.Admin;

/// <summary>A plan that was assigned.</summary>
/// <param name="Changed">False when it was so already.</param>
/// <param name="EffectiveAt">From when the plan holds; later than now for one that takes something away.</param>
public sealed record AdminPlanChange(bool Changed, DateTimeOffset EffectiveAt);
