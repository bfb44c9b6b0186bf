namespace Weir.Api.Account;

/// <summary>A change of plan that waits.</summary>
/// <param name="PlanCode">Plan.</param>
/// <param name="PlanVersion">Its version.</param>
/// <param name="EffectiveAt">From when it holds.</param>
internal sealed record MeNextPlan(string PlanCode, int PlanVersion, DateTimeOffset EffectiveAt);
