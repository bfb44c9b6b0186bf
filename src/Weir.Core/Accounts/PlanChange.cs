namespace Weir.Core.Accounts;

/// <summary>What became of a change of plan.</summary>
/// <param name="Customer">The customer now, as its first owner sees it.</param>
/// <param name="EffectiveAt">From when the asked-for plan holds; ahead when the change waits for the period's end.</param>
public sealed record PlanChange(CustomerSnapshot Customer, DateTimeOffset EffectiveAt);
