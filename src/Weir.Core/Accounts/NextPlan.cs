namespace Weir.Core.Accounts;

/// <summary>A change of plan that waits for the period's end.</summary>
/// <param name="PlanCode">Plan.</param>
/// <param name="PlanVersion">Its version.</param>
/// <param name="EffectiveAt">From when it holds.</param>
public sealed record NextPlan(string PlanCode, int PlanVersion, DateTimeOffset EffectiveAt);
