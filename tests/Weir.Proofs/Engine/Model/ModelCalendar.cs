namespace Weir.Proofs.Engine.Model;

/// <summary>
/// Periods, half-open, in UTC, counted from the anchor. The plainest way there is: it steps until it is there, where the
/// database computes.
/// </summary>
internal static class ModelCalendar
{
    public static readonly DateTimeOffset Never = DateTimeOffset.MaxValue;
    public static readonly DateTimeOffset Always = DateTimeOffset.MinValue;

    public static (DateTimeOffset Start, DateTimeOffset End) PeriodAt(
        ModelPeriod period, DateTimeOffset anchor, DateTimeOffset at)
    {
        switch (period)
        {
            case ModelPeriod.Lifetime:
                return (Always, Never);
            case ModelPeriod.Day:
                var day = new DateTimeOffset(at.UtcDateTime.Date, TimeSpan.Zero);
                return (day, day.AddDays(1));
            case ModelPeriod.CalendarMonth:
                var month = MonthOf(at);
                return (month, month.AddMonths(1));
            default:
                var n = 0;
                while (anchor.AddMonths(n + 1) <= at) n++;
                while (anchor.AddMonths(n) > at) n--;
                return (anchor.AddMonths(n), anchor.AddMonths(n + 1));
        }
    }

    public static DateTimeOffset MonthOf(DateTimeOffset at) => new(at.Year, at.Month, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The name that the database gives it.</summary>
    public static string Code(this ModelPeriod period) => period switch
    {
        ModelPeriod.Lifetime => "lifetime",
        ModelPeriod.Day => "day",
        ModelPeriod.CalendarMonth => "calendar_month",
        _ => "billing_month",
    };
}
