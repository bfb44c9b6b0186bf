using Weir.Core.Catalog;

namespace Weir.Api.Blueprints.Reading;

/// <summary>A draft without faults to the catalog: references become what they refer to.</summary>
internal static class DraftCompiler
{
    /// <summary>Versions are the store's: it compares with what it has, and numbers what changed.</summary>
    private const int Unversioned = 1;

    public static AppCatalog Compile(Draft draft) => new()
    {
        Blueprint = draft.Name,
        CustomerKind = draft.CustomerKind,
        DropIn = draft.DropIn,
        DefaultPlanDevelopment = draft.DefaultPlanDevelopment?.Value,
        DefaultPlanProduction = draft.DefaultPlanProduction?.Value,
        AnonymousGetsDefaultPlan = draft.AnonymousGetsDefaultPlan,
        UpgradeUrl = draft.UpgradeUrl,
        Meters = [.. draft.Meters.Values],
        Plans = [.. draft.Plans.Select(p => Compile(draft, p))],
        Features = [.. draft.Features.Select(f => Whole(f.Feature))],
        Prices = [.. draft.Prices.Select(p => Whole(p.Price))],
    };

    private static Plan Compile(Draft draft, DraftPlan plan) => new(
        plan.Code, Unversioned, plan.Name,
        [.. plan.Entitlements.Select(e => Whole(e.Entitlement))],
        [.. Whole(plan.Routes).Select(r => Whole(draft.Routes[r.Value].Route))])
    {
        Limits = [.. plan.Limits.Select(l => Whole(l.Limit))],
        TrialDays = plan.TrialDays,
        Prices = [.. plan.Prices.Select(p => p.Value)],
        Overages = [.. plan.Overages.Select(o => Whole(o.Overage))],
    };

    private static T Whole<T>(T? part) where T : class =>
        part ?? throw new InvalidOperationException($"A {typeof(T).Name} is incomplete, and no fault was reported.");
}
