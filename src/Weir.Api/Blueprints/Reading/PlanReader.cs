using Weir.Api.Blueprints.Yaml;
using Weir.Core.Catalog;

namespace Weir.Api.Blueprints.Reading;

/// <summary>
/// Reads one plan. The meters are read before, since a meter's unit says how its allowances are written.
/// </summary>
internal sealed class PlanReader(FaultList faults, Draft draft)
{
    private const int MostName = 200;
    private const int MostValue = 1000;
    private const int LongestTrial = 730;

    public DraftPlan Read(string code, int line, YamlNode node)
    {
        var plan = BlueprintObject.Open($"plan '{code}'", line, node, Shapes.Plan, faults);
        if (plan is null) return new DraftPlan(code, line, "", [], null, [], 0, [], []);
        var entitlements = BlueprintObject.Codes(
            $"the entitlements of plan '{code}'", plan.Node("entitlements"), faults)
            .Select(e => ReadEntitlement(code, e.Code, e.Key.Line, e.Value))
            .ToList();
        var limits = BlueprintObject.Codes($"the limits of plan '{code}'", plan.Node("limits"), faults)
            .Select(l => new LimitReader(faults, draft).Read(code, l.Code, l.Key.Line, l.Value))
            .ToList();
        var trialDays = plan.Has("trial_days") ? plan.Integer("trial_days", 1, LongestTrial) : null;
        var (prices, overages) = new PlanBillingReader(faults, draft).Read(code, plan);
        return new DraftPlan(
            code, line, plan.Text("name", MostName) ?? "", entitlements, ReadRoutes(plan), limits, (int)(trialDays ?? 0),
            prices, overages);
    }

    /// <summary>The codes; null when they could not all be read, so that none is missed.</summary>
    private static List<Located<string>>? ReadRoutes(BlueprintObject plan)
    {
        if (!plan.Has("routes")) return [];
        if (plan.Node("routes") is YamlList list && list.Items.All(i => i is YamlText { Kind: YamlKind.Text }))
            return [.. list.Items.Cast<YamlText>().Select(i => new Located<string>(i.Value, i.Line))];
        if (plan.Node("routes") is not YamlRefused)
            plan.Fault("routes", "'routes' must be a list of codes from the section 'routes', such as [summaries]");
        return null;
    }

    private DraftEntitlement ReadEntitlement(string plan, string key, int line, YamlNode node)
    {
        var what = $"entitlement '{key}' of plan '{plan}'";
        var kind = KindOf(what, line, node);
        var entitlement = kind switch
        {
            EntitlementKind.Boolean =>
                Open(Shapes.BooleanEntitlement) is null ? null : new PlanEntitlement(key, kind.Value),
            EntitlementKind.Static => ReadStatic(key, Open(Shapes.StaticEntitlement)),
            EntitlementKind.Metered => ReadMetered(key, Open(Shapes.MeteredEntitlement)),
            _ => null,
        };
        return new DraftEntitlement(key, line, kind, entitlement);

        BlueprintObject? Open(Shape shape) => BlueprintObject.Open(what, line, node, shape, faults);
    }

    /// <summary>The kind decides which keys there may be, so it is read first, by itself.</summary>
    private EntitlementKind? KindOf(string what, int line, YamlNode node)
    {
        if (node is not YamlMap map)
        {
            if (node is not YamlRefused)
                faults.Add(Blueprint.FileName, line, $"{what} must be a mapping such as {{ kind: boolean }}");
            return null;
        }
        foreach (var (key, value) in map.Entries)
        {
            if (key.Value != "kind") continue;
            if (value is YamlText { Kind: YamlKind.Text } text
                && Words.EntitlementKinds.TryGetValue(text.Value, out var kind))
                return kind;
            if (value is YamlText wrong)
            {
                faults.AddUnknown(
                    Blueprint.FileName, wrong.Line, $"{what}: 'kind' cannot be {Names.Quote(wrong.Value)}", wrong.Value,
                    [.. Words.EntitlementKinds.Keys]);
            }
            else if (value is not YamlRefused)
            {
                faults.Add(
                    Blueprint.FileName, value.Line,
                    $"{what}: 'kind' must be one of {string.Join(", ", Words.EntitlementKinds.Keys)}");
            }
            return null;
        }
        faults.Add(Blueprint.FileName, line, $"{what} lacks the key 'kind'");
        return null;
    }

    private static PlanEntitlement? ReadStatic(string key, BlueprintObject? entitlement)
    {
        if (entitlement?.Scalar("value") is not { } value) return null;
        if (value.Kind is YamlKind.Float)
        {
            entitlement.Fault("value", "'value' must be text or a whole number; put a fraction in quotes");
            return null;
        }
        if (value.Value.Length is 0 or > MostValue || value.Value.Any(char.IsControl))
        {
            entitlement.Fault("value", $"'value' must have 1 to {MostValue} characters on one line");
            return null;
        }
        return new PlanEntitlement(key, EntitlementKind.Static) { Value = value.Value };
    }

    private PlanEntitlement? ReadMetered(string key, BlueprintObject? entitlement)
    {
        if (entitlement is null) return null;
        var period = entitlement.Word("period", Words.Periods);
        // Without the meter's unit nobody knows how the amounts are written; the checks report the missing meter.
        if (!draft.Meters.TryGetValue(key, out var meter)) return null;
        var included = Quantity(entitlement, "included", meter);
        var hardLimit = Quantity(entitlement, "hard_limit", meter);
        if (hardLimit < included)
            entitlement.Fault(
                "hard_limit", "'hard_limit' is below 'included': calls would stop before the allowance is used up");
        return period is null || included is null || hardLimit is null
            ? null
            : new PlanEntitlement(key, EntitlementKind.Metered)
            {
                Included = included.Value, HardLimit = hardLimit.Value, Period = period.Value,
            };
    }

    private static long? Quantity(BlueprintObject entitlement, string key, Meter meter) =>
        meter.Unit == Words.NanoUsd ? entitlement.Money(key) : entitlement.Integer(key, 0, long.MaxValue);
}
