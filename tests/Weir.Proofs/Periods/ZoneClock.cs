using NodaTime;

namespace Weir.Proofs.Periods;

/// <summary>
/// What the clock of a zone shows, by NodaTime's own copy of the IANA data. Instants and local times are microseconds since
/// 1970-01-01 00:00, of UTC and of the clock.
/// </summary>
internal sealed class ZoneClock
{
    public const long Day = 86_400_000_000;

    private static readonly Interval s_known =
        new(Instant.FromUtc(1998, 1, 1, 0, 0), Instant.FromUtc(2063, 1, 1, 0, 0));

    private readonly ZoneSpan[] _spans;

    public ZoneClock(DateTimeZone zone)
    {
        Id = zone.Id;
        _spans = [.. zone.GetZoneIntervals(s_known).Select(interval => new ZoneSpan(
            Micros(interval.HasStart ? interval.Start : Instant.MinValue),
            Micros(interval.HasEnd ? interval.End : Instant.MaxValue),
            interval.WallOffset.Ticks / 10))];
    }

    public string Id { get; }

    /// <summary>The instants at which the clock was set.</summary>
    public IEnumerable<long> Transitions => _spans.Skip(1).Select(span => span.Start);

    public static long Micros(Instant instant) => instant.ToUnixTimeTicks() / 10;

    public static long Micros(LocalDateTime local) => Micros(local.InUtc().ToInstant());

    public static Instant ToInstant(long micros) => Instant.FromUnixTimeTicks(micros * 10);

    public long OffsetAt(long instant) => _spans[IndexAt(instant)].Offset;

    /// <summary>The first instant at which the clock shows a local time or later: by definition, stretch after stretch.</summary>
    public long FirstInstant(long local)
    {
        // Two days before it the clock cannot have shown it yet, whatever the offset.
        for (var i = IndexAt(local - (2 * Day)); i < _spans.Length; i++)
        {
            var span = _spans[i];
            if (span.End + span.Offset > local) return Math.Max(span.Start, local - span.Offset);
        }
        throw new ArgumentOutOfRangeException(nameof(local), "The zone's data end before it.");
    }

    private int IndexAt(long instant)
    {
        var (low, high) = (0, _spans.Length - 1);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (instant < _spans[middle].End) high = middle;
            else low = middle + 1;
        }
        return low;
    }
}
