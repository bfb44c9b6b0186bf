using Weir.Api.Blueprints.Yaml;
using Weir.Core.Catalog;

namespace Weir.Api.Blueprints.Reading;

/// <summary>The nodes of <c>weir.yaml</c> to a draft. Reads everything, whatever is wrong with the rest.</summary>
internal sealed class BlueprintReader(FaultList faults, PromptFiles prompts)
{
    private static readonly TimeSpan s_lateAfterDefault = TimeSpan.FromDays(1);
    private static readonly TimeSpan s_futureDefault = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan s_futureMost = TimeSpan.FromDays(1);

    public Draft Read(YamlNode root)
    {
        var draft = new Draft();
        if (BlueprintObject.Open("the blueprint", root.Line, root, Shapes.Blueprint, faults) is not { } blueprint)
            return draft;
        ReadSettings(blueprint, draft);
        foreach (var (code, key, value) in BlueprintObject.Codes("meters", blueprint.Node("meters"), faults))
        {
            draft.MeterLines.Add(code, key.Line);
            if (ReadMeter(code, key.Line, value) is { } meter) draft.Meters.Add(code, meter);
        }
        foreach (var (code, key, value) in BlueprintObject.Codes("plans", blueprint.Node("plans"), faults))
            draft.Plans.Add(new PlanReader(faults, draft).Read(code, key.Line, value));
        foreach (var (code, key, value) in BlueprintObject.Codes("routes", blueprint.Node("routes"), faults))
            draft.Routes.Add(code, new RouteReader(faults).Read(code, key.Line, value));
        foreach (var (code, key, value) in BlueprintObject.Codes("features", blueprint.Node("features"), faults))
            draft.Features.Add(new FeatureReader(faults, prompts).Read(code, key.Line, value));
        ReadPrices(blueprint, draft);
        return draft;
    }

    private void ReadSettings(BlueprintObject blueprint, Draft draft)
    {
        if (blueprint.Integer("format", 1, int.MaxValue) is { } format && format != Shapes.Format)
            blueprint.Fault("format", $"format {format} is not known: this Weir reads format {Shapes.Format}");
        draft.Name = blueprint.Text("blueprint", Blueprint.IsName, Blueprint.NameRule) ?? "";
        draft.CustomerKind = blueprint.Word("customer", Words.CustomerKinds) ?? default;
        draft.DropIn = blueprint.Boolean("drop_in", false) ?? false;
        draft.AnonymousGetsDefaultPlan = blueprint.Boolean("anonymous_gets_default_plan", false) ?? false;
        if (blueprint.Has("billing"))
        {
            var billing = BlueprintObject.Open(
                "billing", blueprint.LineOf("billing"), blueprint.Node("billing"), Shapes.Billing, faults);
            if (billing?.Has("upgrade_url") is true)
                draft.UpgradeUrl = billing.Text("upgrade_url", IsWebAddress, "an address such as https://example.com/plans");
        }
        if (!blueprint.Has("default_plan")) return;
        var plans = BlueprintObject.Open(
            "default_plan", blueprint.LineOf("default_plan"), blueprint.Node("default_plan"), Shapes.DefaultPlan,
            faults);
        draft.DefaultPlanDevelopment = plans?.LocatedText("development");
        draft.DefaultPlanProduction = plans?.LocatedText("production");
    }

    private static bool IsWebAddress(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "https" && address.UserInfo is "";

    private Meter? ReadMeter(string code, int line, YamlNode node)
    {
        if (BlueprintObject.Open($"meter '{code}'", line, node, Shapes.Meter, faults) is not { } meter) return null;
        var unit = meter.Word("unit", Words.Units);
        var limit = meter.Word("limit", Words.MeterLimits);
        var late = meter.Has("late_events") ? meter.Word("late_events", Words.LateEvents) : LateEvents.Restate;
        var lateAfter = Seconds(meter, "late_after_s", s_lateAfterDefault, Meter.OldestEvent);
        var future = Seconds(meter, "future_s", s_futureDefault, s_futureMost);
        if (unit is null || limit is null || late is null || lateAfter is null || future is null) return null;
        return new Meter(code, unit, limit.Value)
        {
            LateEvents = late.Value,
            LateAfter = lateAfter.Value,
            FutureTolerance = future.Value,
        };
    }

    private static TimeSpan? Seconds(BlueprintObject node, string key, TimeSpan absent, TimeSpan most)
    {
        if (!node.Has(key)) return absent;
        return node.Integer(key, 0, (long)most.TotalSeconds) is { } seconds ? TimeSpan.FromSeconds(seconds) : null;
    }

    private void ReadPrices(BlueprintObject blueprint, Draft draft)
    {
        switch (blueprint.Node("prices"))
        {
            case YamlList list:
                var reader = new PriceReader(faults);
                draft.Prices.AddRange(list.Items.Select(reader.Read));
                break;
            case null or YamlRefused:
                break;
            default:
                blueprint.Fault("prices", "'prices' must be a list: each item begins with '- provider:'");
                break;
        }
    }
}
