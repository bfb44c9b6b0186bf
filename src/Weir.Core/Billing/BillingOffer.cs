namespace Weir.Core.Billing;

/// <summary>What the catalog sells for a price: the plan, and what of it a payment gives.</summary>
/// <param name="Plan">Code of the plan.</param>
/// <param name="Version">Its newest version.</param>
/// <param name="Keys">Its entitlements.</param>
/// <param name="Worth">The sum of its hard limits: a plan that has more of everything is worth more.</param>
public sealed record BillingOffer(string Plan, int Version, IReadOnlyList<string> Keys, Int128 Worth);
