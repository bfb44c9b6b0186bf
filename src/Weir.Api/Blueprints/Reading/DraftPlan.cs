using Weir.Core.Catalog;

namespace Weir.Api.Blueprints.Reading;

/// <summary>A plan with references still by name; its routes are null when they could not be read.</summary>
internal sealed record DraftPlan(
    string Code,
    int Line,
    string Name,
    IReadOnlyList<DraftEntitlement> Entitlements,
    IReadOnlyList<Located<string>>? Routes,
    IReadOnlyList<DraftLimit> Limits,
    int TrialDays,
    IReadOnlyList<Located<PlanPrice>> Prices,
    IReadOnlyList<DraftOverage> Overages);
