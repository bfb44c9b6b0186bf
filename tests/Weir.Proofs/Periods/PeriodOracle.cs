using NodaTime;
using Weir.Core.Catalog;

namespace Weir.Proofs.Periods;

/// <summary>
/// The boundaries of a customer's periods from 2000 to 2060, written without a look at <c>weir.period_at</c>: all of them,
/// in order, where the database computes the one period that is asked for.
/// </summary>
internal static class PeriodOracle
{
    private static readonly LocalDate s_from = new(1999, 11, 1);
    private static readonly LocalDate s_until = new(2060, 3, 1);

    /// <summary>Strictly increasing: boundaries that a clock jumped over together are one.</summary>
    /// <param name="clock">The zone's.</param>
    /// <param name="kind">Any but a lifetime, which has no boundary.</param>
    /// <param name="anchor">The instant that billing months are counted from, in microseconds.</param>
    public static long[] Boundaries(ZoneClock clock, PeriodKind kind, long anchor)
    {
        var boundaries = new List<long>();
        foreach (var local in LocalBoundaries(clock, kind, anchor))
        {
            var instant = clock.FirstInstant(ZoneClock.Micros(local));
            if (boundaries.Count == 0 || instant > boundaries[^1]) boundaries.Add(instant);
            else if (instant < boundaries[^1]) throw new InvalidOperationException($"{clock.Id}: {local} comes too early.");
        }
        return [.. boundaries];
    }

    /// <summary>Boundaries as the calendar has them, before any clock is asked.</summary>
    public static IEnumerable<LocalDateTime> LocalBoundaries(ZoneClock clock, PeriodKind kind, long anchor)
    {
        switch (kind)
        {
            case PeriodKind.Day:
                for (var day = s_from; day < s_until; day = day.PlusDays(1)) yield return day.AtMidnight();
                break;
            case PeriodKind.CalendarMonth:
                for (var month = s_from; month < s_until; month = month.PlusMonths(1)) yield return month.AtMidnight();
                break;
            case PeriodKind.BillingMonth:
                var start = ZoneClock.ToInstant(anchor + clock.OffsetAt(anchor)).InUtc().LocalDateTime;
                var first = (12 * (s_from.Year - start.Year)) + s_from.Month - start.Month;
                for (var n = first; start.PlusMonths(n).Date < s_until; n++) yield return start.PlusMonths(n);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(kind), kind, "A lifetime has no boundary.");
        }
    }

    /// <summary>The period that contains an instant.</summary>
    public static (long Start, long End) At(long[] boundaries, long instant)
    {
        var index = Array.BinarySearch(boundaries, instant);
        if (index < 0) index = ~index - 1;
        return (boundaries[index], boundaries[index + 1]);
    }
}
