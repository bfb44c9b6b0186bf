namespace Weir.Core.Accounts;

/// <summary>A right that a customer paid for: the normalized form of subscriptions, payments and licences.</summary>
/// <param name="Key">Entitlement key.</param>
/// <param name="Source">What it comes from: <c>subscription:{provider}:{id}</c> or <c>license:{provider}:{id}</c>.</param>
/// <param name="PlanCode">The plan that was bought; null when it is none of the catalog.</param>
/// <param name="PlanVersion">Its version; 0 without a plan.</param>
/// <param name="AccessUntil">From when on it gives nothing.</param>
public sealed record PaidEntitlement(
    string Key, string Source, string? PlanCode, int PlanVersion, DateTimeOffset AccessUntil);
