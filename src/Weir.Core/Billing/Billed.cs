namespace Weir.Core.Billing;

/// <summary>What the payments of one customer give it at an instant.</summary>
/// <param name="Plan">Null: they say nothing of a plan, and the default one holds.</param>
/// <param name="Entitlements">By key, in the order of the alphabet.</param>
public sealed record Billed(BilledPlan? Plan, IReadOnlyList<BilledEntitlement> Entitlements);
