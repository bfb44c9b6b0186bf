namespace Weir.Core.Billing;

/// <summary>An entitlement that a payment gives.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Source"><c>subscription:provider:id</c> or <c>license:provider:id</c>.</param>
/// <param name="Plan">The plan whose it is.</param>
/// <param name="Version">Of the plan.</param>
/// <param name="AccessUntil">When it ends; the greatest instant: never.</param>
public sealed record BilledEntitlement(string Key, string Source, string Plan, int Version, DateTimeOffset AccessUntil);
