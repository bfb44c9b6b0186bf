namespace Weir.Proofs.Engine.Model;

/// <summary>At most so much of a meter, in each period or window, for each customer, member or feature.</summary>
/// <param name="Meter">A meter, or <see cref="Requests"/>.</param>
/// <param name="Scope"><c>customer</c>, <c>member</c> or <c>feature</c>.</param>
/// <param name="Period">Null for a window.</param>
/// <param name="WindowSeconds">0 for a period.</param>
/// <param name="Amount">Units.</param>
internal sealed record ModelLimit(string Meter, string Scope, ModelPeriod? Period, int WindowSeconds, long Amount)
{
    /// <summary>Counts calls, one each.</summary>
    public const string Requests = "requests";

    public string Code => string.Join('-', Meter, Scope, PeriodCode, WindowSeconds);

    public string PeriodCode => Period?.Code() ?? "window";

    /// <summary>Whether two limits are on the same count.</summary>
    public bool Counts(ModelLimit other) => this with { Amount = 0 } == other with { Amount = 0 };

    public (DateTimeOffset Start, DateTimeOffset End) PeriodAt(DateTimeOffset anchor, DateTimeOffset at)
    {
        if (Period is { } period) return ModelCalendar.PeriodAt(period, anchor, at);
        var ticks = TimeSpan.FromSeconds(WindowSeconds).Ticks;
        var start = DateTimeOffset.UnixEpoch.AddTicks((at - DateTimeOffset.UnixEpoch).Ticks / ticks * ticks);
        return (start, start.AddTicks(ticks));
    }
}
