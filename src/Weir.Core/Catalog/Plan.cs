namespace Weir.Core.Catalog;

/// <summary>
/// One version of a plan. Entitlements are pinned to a subscription's version;
/// <see cref="Routes"/> belong to the plan's code and take effect at once.
/// </summary>
public sealed record Plan(
    string Code, int Version, string Name, IReadOnlyList<PlanEntitlement> Entitlements, IReadOnlyList<ModelRoute> Routes);
