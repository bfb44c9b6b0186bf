namespace Weir.Api.Admin.Customers;

/// <summary>What payments give.</summary>
/// <param name="Key">Entitlement key.</param>
/// <param name="Source">What it comes from.</param>
/// <param name="Plan">The plan that was bought.</param>
/// <param name="PlanVersion">Its version.</param>
/// <param name="AccessUntil">From when on it gives nothing; null: never.</param>
internal sealed record PaidEntitlementState(
    string Key, string Source, string? Plan, int? PlanVersion, DateTimeOffset? AccessUntil);
