using Weir.Core.Engine;
using Weir.Core.Errors;

namespace Weir.Proofs.Engine.Model;

/// <summary>A customer's counts against the limits of its plan.</summary>
internal sealed class ModelTallies
{
    public List<ModelTally> All { get; } = [];

    /// <summary>
    /// What a call counts against by a plan: each limit's tally at an instant. No limits, no asks.
    /// </summary>
    public IReadOnlyList<ModelAsk> Ask(
        ModelSubscription? subscription, DateTimeOffset instant, Guid? userId, string? feature,
        IReadOnlyList<MeterQuantity> lines)
    {
        if (subscription is not { Status: ModelStatus.Active }) return [];
        return
        [
            .. subscription.Plan.Limits.Select(limit => new ModelAsk(
                TallyAt(limit, KeyOf(limit, userId, feature), subscription.AnchorAt, instant), limit,
                UnitsOf(limit.Meter, lines))),
        ];
    }

    /// <summary>
    /// What a hold asks of its tallies in addition, to have so much in all. One that the plan no longer limits has no limit.
    /// </summary>
    public static IReadOnlyList<ModelAsk> AskMore(
        ModelSubscription? subscription, ModelHold hold, IReadOnlyList<MeterQuantity> lines) =>
    [
        .. hold.Tallies.Select(t => new ModelAsk(
            t.Tally,
            subscription is { Status: ModelStatus.Active }
                ? subscription.Plan.Limits.FirstOrDefault(l => t.Tally.IsOf(l, t.Tally.ScopeKey))
                : null,
            Math.Max(0, lines.Where(l => l.Meter == t.Tally.Meter).Sum(l => l.Quantity) - t.Units))),
    ];

    /// <summary>The numbers of the first that has no room, of those the one that stays longest; null when all have.</summary>
    public static LimitDenial? Deny(IReadOnlyList<ModelAsk> asks)
    {
        foreach (var (tally, limit, units) in asks.OrderBy(a => a.Limit?.Period is null).ThenByDescending(a => a.Tally.End))
        {
            if (limit is null) continue;
            var left = limit.Amount - tally.Used - tally.Held;
            if (units == 0 || units <= left) continue;
            return new LimitDenial(
                tally.Scope, tally.Meter, limit.Amount, tally.Used, tally.Held, units, Math.Max(0, left), limit.Amount,
                tally.End == ModelCalendar.Never ? null : tally.End)
            {
                Code = limit.Period is null ? ErrorCode.RateLimited : ErrorCode.QuotaExhausted,
            };
        }
        return null;
    }

    public static long UnitsOf(string meter, IReadOnlyList<MeterQuantity> lines) =>
        meter == ModelLimit.Requests ? 1 : lines.Where(l => l.Meter == meter).Sum(l => l.Quantity);

    /// <summary>The latest that had begun by then, as long as it lasts; another one after that.</summary>
    private ModelTally TallyAt(ModelLimit limit, string scopeKey, DateTimeOffset anchor, DateTimeOffset instant)
    {
        var known = All.Where(t => t.IsOf(limit, scopeKey) && t.Start <= instant).MaxBy(t => t.Start);
        if (known is not null && known.End > instant) return known;
        var next = All.Where(t => t.IsOf(limit, scopeKey) && t.Start > instant).MinBy(t => t.Start);
        var (start, end) = Between(limit, anchor, instant, known?.End, next?.Start);
        var tally = new ModelTally
        {
            Meter = limit.Meter,
            Scope = limit.Scope,
            ScopeKey = scopeKey,
            Period = limit.PeriodCode,
            WindowSeconds = limit.WindowSeconds,
            Start = start,
            End = end,
        };
        All.Add(tally);
        return tally;
    }

    /// <summary>
    /// Counts lie side by side. With another anchor than theirs, a period begins where the last count ended; what is left of that
    /// one by then belongs to the next when it is less than half. Windows have no anchor.
    /// </summary>
    private static (DateTimeOffset Start, DateTimeOffset End) Between(
        ModelLimit limit, DateTimeOffset anchor, DateTimeOffset instant, DateTimeOffset? after, DateTimeOffset? until)
    {
        var period = limit.PeriodAt(anchor, instant);
        if (limit.Period is null) return period;
        if (after is { } last)
        {
            var torn = limit.PeriodAt(anchor, last);
            var rest = torn.End - last;
            var isShort = rest < torn.End - torn.Start - rest;
            if (last > torn.Start && period == torn) period = (last, isShort ? limit.PeriodAt(anchor, torn.End).End : torn.End);
            else if (last > torn.Start && period.Start == torn.End && isShort) period = (last, period.End);
        }
        return until < period.End ? (period.Start, until.Value) : period;
    }

    private static string KeyOf(ModelLimit limit, Guid? userId, string? feature) => limit.Scope switch
    {
        "member" => userId?.ToString() ?? "",
        "feature" => feature ?? "",
        _ => "",
    };
}
