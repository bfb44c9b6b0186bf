using Weir.Core.Catalog;

namespace Weir.Api.Blueprints.Reading;

/// <summary>Reads one limit of a plan. Its meter's unit says how the amount is written.</summary>
internal sealed class LimitReader(FaultList faults, Draft draft)
{
    private const int LongestWindow = 86_400;

    public DraftLimit Read(string plan, string code, int line, Yaml.YamlNode node)
    {
        var limit = BlueprintObject.Open($"limit '{code}' of plan '{plan}'", line, node, Shapes.Limit, faults);
        if (limit is null) return new DraftLimit(code, line, null, null);
        var meter = limit.LocatedText("meter");
        var scope = limit.Word("scope", Words.LimitScopes);
        var (period, window) = ReadPeriod(limit);
        var amount = meter is null ? null : ReadAmount(limit, meter.Value);
        return new DraftLimit(code, line, meter, meter is null || scope is null || period is null || amount is null
            ? null
            : new PlanLimit(code, meter.Value, scope.Value, period.Value, amount.Value) { WindowSeconds = window });
    }

    private static (LimitPeriod? Period, int Window) ReadPeriod(BlueprintObject limit)
    {
        if (limit.Has("period") == limit.Has("window_s"))
        {
            limit.Fault(
                limit.Has("period") ? "window_s" : "",
                "it must have either 'period' or, for a rate, 'window_s'");
            return default;
        }
        if (limit.Has("period")) return (limit.Word("period", Words.LimitPeriods), 0);
        return limit.Integer("window_s", 1, LongestWindow) is { } window
            ? (LimitPeriod.Window, (int)window)
            : default;
    }

    /// <summary>Without the meter's unit nobody knows how the amount is written; the checks report the missing meter.</summary>
    private long? ReadAmount(BlueprintObject limit, string meter)
    {
        var isMoney = draft.Meters.GetValueOrDefault(meter)?.Unit == Words.NanoUsd;
        if (!isMoney && meter != PlanLimit.Requests && !draft.Meters.ContainsKey(meter)) return null;
        var amount = isMoney ? limit.Money("amount") : limit.Integer("amount", 1, long.MaxValue);
        if (amount is not 0) return amount;
        limit.Fault("amount", "'amount' must be more than zero: a plan without the right needs no limit");
        return null;
    }
}
