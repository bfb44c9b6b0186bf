namespace Weir.Proofs.Periods;

/// <summary>
/// How far the time zone data of the database and of NodaTime say the same of a zone. Governments change their minds, and
/// the two are updated at different times: what only one of them knows is no error of a period.
/// </summary>
internal static class ZoneAgreement
{
    /// <summary>A period that begins before the first difference may end after it.</summary>
    private const long Margin = 40 * ZoneClock.Day;

    /// <summary>The instant before which periods can be compared, at most <paramref name="until"/>.</summary>
    public static async Task<long> UntilAsync(
        PeriodDatabase database, ZoneClock clock, long from, long until, CancellationToken cancellationToken)
    {
        var probes = new List<long>();
        for (var noon = from + (ZoneClock.Day / 2); noon < until + Margin; noon += ZoneClock.Day) probes.Add(noon);
        foreach (var transition in clock.Transitions.Where(t => t > from && t < until + Margin))
            probes.AddRange([transition - 1, transition]);
        probes.Sort();

        var offsets = await database.OffsetsAsync(clock.Id, probes, cancellationToken);
        for (var i = 0; i < probes.Count; i++)
        {
            if (offsets[i] * 1_000_000L != clock.OffsetAt(probes[i])) return Math.Min(until, probes[i] - Margin);
        }
        return until;
    }
}
