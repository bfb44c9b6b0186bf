using Weir.Core.Catalog;

namespace Weir.Api.Admin.Catalog;

/// <summary>One version of a plan.</summary>
/// <param name="Code">Plan code.</param>
/// <param name="Version">Version; subscriptions are pinned to one.</param>
/// <param name="IsCurrent">Whether new subscriptions get it.</param>
/// <param name="Name">Name to show.</param>
/// <param name="Entitlements">What it gives.</param>
/// <param name="Routes">Which models serve it; of the code, whatever the version.</param>
internal sealed record PlanRow(
    string Code,
    int Version,
    bool IsCurrent,
    string Name,
    IReadOnlyList<PlanRight> Entitlements,
    IReadOnlyList<PlanRoute> Routes)
{
    public static PlanRow Of(Plan plan, CatalogIndex catalog) => new(
        plan.Code, plan.Version, catalog.FindCurrentPlan(plan.Code)?.Version == plan.Version, plan.Name,
        [.. plan.Entitlements.Select(PlanRight.Of)], [.. plan.Routes.Select(PlanRoute.Of)]);
}
