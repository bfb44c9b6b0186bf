using Weir.Core.Billing;
using Weir.Core.Catalog;

namespace Weir.Api.Blueprints.Reading;

/// <summary>
/// What must hold between the parts of a blueprint: everything that is referred to is there, what is routed has a
/// price, and whoever may call a feature can really call it.
/// </summary>
internal sealed class BlueprintChecks(FaultList faults, Draft draft, DateTimeOffset now)
{
    /// <summary>Every AI call is charged in these two, so they must be there as soon as there is a feature.</summary>
    private static readonly (string Code, string Unit)[] s_gatewayMeters =
        [("ai_cost", Words.NanoUsd), ("ai_tokens", "token")];

    public void Run()
    {
        CheckDefaultPlan(draft.DefaultPlanDevelopment);
        CheckDefaultPlan(draft.DefaultPlanProduction);
        if (draft.MeterLines.TryGetValue(PlanLimit.Requests, out var taken))
            Add(taken, $"no meter can be called '{PlanLimit.Requests}': in limits that name counts calls");
        foreach (var plan in draft.Plans)
        {
            CheckEntitlements(plan);
            CheckLimits(plan);
            CheckRoutes(plan);
            CheckOverages(plan);
        }
        CheckPrices();
        CheckSold();
        foreach (var route in draft.Routes.Values)
        {
            CheckPriced(route, "target", route.Target);
            CheckPriced(route, "fallback", route.Fallback);
        }
        if (draft.Features.Count > 0) CheckGatewayMeters();
        foreach (var feature in draft.Features) CheckFeature(feature);
    }

    private void CheckDefaultPlan(Located<string>? plan)
    {
        if (plan is null || draft.Plans.Any(p => p.Code == plan.Value)) return;
        AddUnknown(
            plan.Line, $"default_plan: there is no plan {Names.Quote(plan.Value)}", plan.Value,
            draft.Plans.Select(p => p.Code));
    }

    private void CheckEntitlements(DraftPlan plan)
    {
        foreach (var (key, line, kind, _) in plan.Entitlements)
        {
            if (kind is EntitlementKind.Metered)
            {
                if (!draft.MeterLines.ContainsKey(key))
                    AddUnknown(
                        line,
                        $"plan '{plan.Code}': the metered entitlement {Names.Quote(key)} must be a meter's code",
                        key, draft.MeterLines.Keys);
                else if (draft.Meters.TryGetValue(key, out var meter) && meter.Limit is MeterLimit.None)
                    Add(
                        line,
                        $"plan '{plan.Code}': the meter '{key}' has 'limit: none', so it takes no allowance; make it "
                        + "'granted' or remove this");
            }
            else if (kind is not null && draft.MeterLines.ContainsKey(key))
            {
                Add(
                    line,
                    $"plan '{plan.Code}': '{key}' is a meter; its entitlement must be 'kind: metered', or have another "
                    + "key");
            }
        }
    }

    private void CheckLimits(DraftPlan plan)
    {
        var counted = new Dictionary<(string, LimitScope, LimitPeriod, int), DraftLimit>();
        foreach (var draftLimit in plan.Limits)
        {
            if (draftLimit.Meter is { } meter && meter.Value != PlanLimit.Requests
                && !draft.MeterLines.ContainsKey(meter.Value))
                AddUnknown(
                    meter.Line,
                    $"limit '{draftLimit.Code}' of plan '{plan.Code}': there is no meter {Names.Quote(meter.Value)}",
                    meter.Value, [.. draft.MeterLines.Keys, PlanLimit.Requests]);
            if (draftLimit.Limit is not { } limit
                || counted.TryAdd((limit.Meter, limit.Scope, limit.Period, limit.WindowSeconds), draftLimit))
                continue;
            var first = counted[(limit.Meter, limit.Scope, limit.Period, limit.WindowSeconds)];
            Add(
                draftLimit.Line,
                $"limit '{draftLimit.Code}' of plan '{plan.Code}' counts the same as '{first.Code}' on line "
                + $"{first.Line}; keep the smaller one");
        }
    }

    private void CheckRoutes(DraftPlan plan)
    {
        var served = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (code, line) in plan.Routes ?? [])
        {
            if (!draft.Routes.TryGetValue(code, out var route))
                AddUnknown(line, $"plan '{plan.Code}': there is no route {Names.Quote(code)}", code, draft.Routes.Keys);
            else if (route.Capability is { } capability && !served.TryAdd(capability, code))
                Add(
                    line,
                    $"plan '{plan.Code}': '{code}' and '{served[capability]}' both serve '{capability}'; a plan has "
                    + "one route for each");
        }
    }

    private void CheckPrices()
    {
        var seen = new Dictionary<(RouteTarget, DateTimeOffset), int>();
        foreach (var (line, target, from, _) in draft.Prices)
        {
            if (target is null || from is null || seen.TryAdd((target, from.Value), line)) continue;
            Add(
                line,
                $"{Describe(target)} has two prices from {from:yyyy-MM-dd} on; the first is on line "
                + $"{seen[(target, from.Value)]}");
        }
    }

    /// <summary>A provider's message names the price alone: it must say which plan was bought.</summary>
    private void CheckSold()
    {
        var seen = new Dictionary<(BillingProvider, BillingMode, string), (string Plan, int Line)>();
        foreach (var plan in draft.Plans)
        {
            foreach (var (price, line) in plan.Prices)
            {
                var key = (price.Provider, price.Mode, price.PriceId);
                if (seen.TryAdd(key, (plan.Code, line))) continue;
                var first = seen[key];
                Add(
                    line,
                    $"plan '{plan.Code}': {Names.Quote(price.PriceId)} sells plan '{first.Plan}' already, on line "
                    + $"{first.Line}; a price sells one plan");
            }
        }
    }

    private void CheckOverages(DraftPlan plan)
    {
        foreach (var (mode, meter, line, _) in plan.Overages)
        {
            var what = $"the overage '{meter}' in the billing of plan '{plan.Code}'";
            var allowance = plan.Entitlements.FirstOrDefault(e => e.Key == meter && e.Kind is EntitlementKind.Metered);
            if (!draft.MeterLines.ContainsKey(meter))
                AddUnknown(line, $"{what}: there is no meter {Names.Quote(meter)}", meter, draft.MeterLines.Keys);
            else if (allowance is null)
                Add(line, $"{what}: the plan has no allowance of '{meter}' in its 'entitlements', so there is nothing beyond it");
            else if (allowance.Entitlement is { } entitlement && entitlement.HardLimit == entitlement.Included)
                Add(line, $"{what}: the plan's 'hard_limit' is its 'included', so there never is any; raise 'hard_limit'");
            if (!plan.Prices.Any(p => p.Value.Provider is BillingProvider.Stripe && p.Value.Mode == mode))
            {
                Add(
                    line,
                    $"{what}: without 'stripe_price' beside it{(mode is BillingMode.Test ? " in 'test'" : "")} nobody is billed "
                    + "by Stripe");
            }
        }
    }

    private void CheckPriced(DraftRoute route, string key, Located<RouteTarget>? target)
    {
        if (target is null) return;
        var own = draft.Prices.Where(p => p.Target is not null && Prices(p.Target, target.Value)).ToList();
        if (own.Any(p => p.EffectiveFrom is null || p.EffectiveFrom <= now)) return;
        Add(target.Line, own.Count == 0
            ? $"route '{route.Code}': '{key}' has no price for {Describe(target.Value)}; add one to 'prices', since "
                + "nothing is served free"
            : $"route '{route.Code}': '{key}' has no price yet for {Describe(target.Value)}: the first is in force "
                + $"from {own.Min(p => p.EffectiveFrom):yyyy-MM-dd}");
    }

    /// <summary>As the price book will look it up: the same name, or a dated snapshot of the priced one.</summary>
    private static bool Prices(RouteTarget priced, RouteTarget routed) =>
        new CatalogIndex(new AppCatalog
        {
            Blueprint = "", CustomerKind = default, Meters = [], Plans = [], Features = [],
            Prices = [new Price(
                priced.Provider, priced.Model, priced.Tier, 1, DateTimeOffset.MinValue, 1, new(0, 0, 0, 0))],
        }).FindPrice(routed.Provider, routed.Model, routed.Tier, DateTimeOffset.MaxValue) is not null;

    private void CheckGatewayMeters()
    {
        var line = draft.Features[0].Line;
        foreach (var (code, unit) in s_gatewayMeters)
        {
            if (!draft.MeterLines.ContainsKey(code))
                Add(line, $"features need the meter '{code}' (unit {unit}): every AI call is counted in it");
            else if (draft.Meters.TryGetValue(code, out var meter) && meter.Unit != unit)
                Add(
                    draft.MeterLines[code],
                    $"the meter '{code}' must have the unit '{unit}': every AI call is counted in it");
        }
    }

    private void CheckFeature(DraftFeature feature)
    {
        foreach (var charge in feature.Charges.Where(c => !draft.MeterLines.ContainsKey(c.Value.Meter)))
            AddUnknown(
                charge.Line, $"feature '{feature.Code}': there is no meter {Names.Quote(charge.Value.Meter)}",
                charge.Value.Meter, draft.MeterLines.Keys);
        foreach (var charge in feature.Charges.Where(c => s_gatewayMeters.Any(m => m.Code == c.Value.Meter)))
            Add(
                charge.Line,
                $"feature '{feature.Code}': '{charge.Value.Meter}' is measured for every call; it takes no fixed "
                + "charge");
        var plans = PlansThatEntitle(feature);
        if (plans is null) return;
        var charged = feature.Charges.Select(c => c.Value.Meter).Concat(s_gatewayMeters.Select(m => m.Code)).Distinct();
        var granted = charged.Where(m => draft.Meters.GetValueOrDefault(m)?.Limit is MeterLimit.Granted).ToList();
        foreach (var plan in plans)
        {
            CheckServed(feature, plan);
            foreach (var meter in granted.Where(m => plan.Entitlements.All(e => e.Key != m)))
                Add(
                    feature.Line,
                    $"feature '{feature.Code}': plan '{plan.Code}' entitles to it but grants no '{meter}', so every "
                    + "call would be refused");
        }
    }

    private List<DraftPlan>? PlansThatEntitle(DraftFeature feature)
    {
        if (feature.Entitlement is not { } entitlement) return draft.Plans;
        var all = draft.Plans.SelectMany(p => p.Entitlements).Where(e => e.Key == entitlement.Value).ToList();
        if (all.Count == 0)
        {
            AddUnknown(
                entitlement.Line,
                $"feature '{feature.Code}': no plan has the entitlement {Names.Quote(entitlement.Value)}, so nobody "
                + "could call it",
                entitlement.Value,
                draft.Plans.SelectMany(p => p.Entitlements)
                    .Where(e => e.Kind is EntitlementKind.Boolean)
                    .Select(e => e.Key));
            return null;
        }
        if (all.Any(e => e.Kind is EntitlementKind.Static or EntitlementKind.Metered))
        {
            Add(
                entitlement.Line,
                $"feature '{feature.Code}': the entitlement '{entitlement.Value}' must be 'kind: boolean' in every "
                + "plan");
            return null;
        }
        return [.. draft.Plans.Where(p => p.Entitlements.Any(e => e.Key == entitlement.Value))];
    }

    private void CheckServed(DraftFeature feature, DraftPlan plan)
    {
        // A plan whose routes are not all readable may well serve it; those faults are reported already.
        if (feature.Capability is not { } capability
            || plan.Routes is not { } routes
            || routes.Any(
                r => draft.Routes.GetValueOrDefault(r.Value)?.Capability is not { } c || c == capability.Value))
            return;
        Add(
            capability.Line,
            $"feature '{feature.Code}': plan '{plan.Code}' entitles to it but has no route for '{capability.Value}'; a "
            + "missing route is an error, never a default");
    }

    private static string Describe(RouteTarget target) =>
        $"{target.Provider} {Names.Quote(target.Model)} at tier '{target.Tier}'";

    private void Add(int line, string message) => faults.Add(Blueprint.FileName, line, message);

    private void AddUnknown(int line, string message, string name, IEnumerable<string> known) =>
        faults.AddUnknown(Blueprint.FileName, line, message, name, [.. known.Distinct(StringComparer.Ordinal)]);
}
