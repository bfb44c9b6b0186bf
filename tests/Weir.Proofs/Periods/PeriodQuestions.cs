using NodaTime;
using Weir.Core.Catalog;

namespace Weir.Proofs.Periods;

/// <summary>What a zone is asked: kinds and anchors, and for each the instants at which a mistake would show.</summary>
internal static class PeriodQuestions
{
    private const int RandomAnchors = 3;

    /// <summary>Anchors that calendars and clocks have trouble with, and some others.</summary>
    public static IReadOnlyList<(PeriodKind Kind, long Anchor)> Of(ZoneClock clock, long from, long until, Random random)
    {
        var anchors = new List<LocalDateTime>
        {
            new(2000, 1, 29, 23, 30), new(2000, 1, 30, 0, 0), new(2000, 1, 31, 23, 30), new(2000, 2, 29, 2, 30),
            new(1999, 12, 31, 23, 59, 59, 999), new(2011, 12, 30, 12, 0), new(2015, 3, 29, 2, 30),
        };
        for (var i = 0; i < RandomAnchors; i++)
            anchors.Add(ZoneClock.ToInstant(random.NextInt64(from, from + ((until - from) / 2))).InUtc().LocalDateTime);

        // What the clock shows just before and after one of its changes: months later that time may be missing, or twice.
        var transitions = clock.Transitions.Where(t => t > from && t < until).ToList();
        if (transitions.Count > 0)
        {
            var transition = transitions[random.Next(transitions.Count)];
            foreach (var offset in (long[])[clock.OffsetAt(transition - 1), clock.OffsetAt(transition)])
            {
                anchors.Add(ZoneClock.ToInstant(transition + offset).InUtc().LocalDateTime.PlusMonths(-5));
                anchors.Add(ZoneClock.ToInstant(transition + offset).InUtc().LocalDateTime.PlusMinutes(29).PlusMonths(-7));
            }
        }
        return
        [
            (PeriodKind.Day, from), (PeriodKind.CalendarMonth, from),
            .. anchors.Select(anchor => (PeriodKind.BillingMonth, clock.FirstInstant(ZoneClock.Micros(anchor)))),
        ];
    }

    /// <summary>
    /// At most <paramref name="quota"/> instants: those around changes of the clock first, then boundaries of all years,
    /// then any.
    /// </summary>
    public static IReadOnlyList<long> Instants(
        ZoneClock clock, long[] boundaries, long from, long until, int quota, Random random)
    {
        var instants = new List<long>();
        var near = new HashSet<long>();
        foreach (var transition in clock.Transitions)
        {
            instants.AddRange([transition - 1, transition]);
            var index = Array.BinarySearch(boundaries, transition - (2 * ZoneClock.Day));
            for (var i = index < 0 ? ~index : index; i < boundaries.Length && boundaries[i] < transition + (2 * ZoneClock.Day); i++)
                near.Add(boundaries[i]);
        }
        instants.AddRange(near.Order().SelectMany(Around));
        Shuffle(instants, random);

        var others = boundaries.Where(boundary => !near.Contains(boundary)).ToArray();
        Shuffle(others, random);
        instants.AddRange(others.Take(Math.Max(0, quota - instants.Count)).SelectMany(Around));
        while (instants.Count < quota) instants.Add(random.NextInt64(from, until));
        return [.. instants.Where(instant => instant >= from && instant < until).Take(quota)];
    }

    private static IEnumerable<long> Around(long boundary) => [boundary - 1, boundary, boundary + 1];

    private static void Shuffle(IList<long> items, Random random)
    {
        for (var i = items.Count - 1; i > 0; i--)
        {
            var other = random.Next(i + 1);
            (items[i], items[other]) = (items[other], items[i]);
        }
    }
}
