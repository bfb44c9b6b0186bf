using System.Collections.Concurrent;
using System.Globalization;
using NodaTime;
using Npgsql;
using Weir.Core.Catalog;

namespace Weir.Proofs.Periods;

/// <summary>
/// Compares the periods of <c>weir.period_at</c> with those of <see cref="PeriodOracle"/>, in every zone that both sides know.
/// The oracle's periods tile time by construction; so do the database's where they are the same.
/// </summary>
internal static class PeriodProof
{
    private const int MaxSamples = 10;
    private const int Portion = 20_000;
    private static readonly long s_from = ZoneClock.Micros(Instant.FromUtc(2000, 1, 1, 0, 0));
    private static readonly long s_until = ZoneClock.Micros(Instant.FromUtc(2060, 1, 1, 0, 0));

    /// <summary>Compares about <paramref name="ops"/> periods; progress hears how many are done.</summary>
    public static Task<PeriodProofReport> RunAsync(
        NpgsqlDataSource source, int seed, long ops, IProgress<long>? progress, CancellationToken cancellationToken) =>
        RunAsync(source, seed, ops, null, progress, cancellationToken);

    /// <summary>The same in some zones only.</summary>
    public static async Task<PeriodProofReport> RunAsync(
        NpgsqlDataSource source, int seed, long ops, IReadOnlyCollection<string>? only, IProgress<long>? progress,
        CancellationToken cancellationToken)
    {
        var database = new PeriodDatabase(source);
        var theirs = await database.ZonesAsync(cancellationToken);
        var zones = theirs.Intersect(DateTimeZoneProviders.Tzdb.Ids, StringComparer.Ordinal)
            .Where(zone => only is null || only.Contains(zone))
            .ToList();
        var tally = new Tally(progress);
        var parallel = new ParallelOptions
        {
            MaxDegreeOfParallelism = Environment.ProcessorCount,
            CancellationToken = cancellationToken,
        };
        await Parallel.ForEachAsync(zones.Index(), parallel, async (zone, token) =>
        {
            var random = new Random(unchecked(seed + (zone.Index * 7919)));
            await CompareAsync(database, new ZoneClock(DateTimeZoneProviders.Tzdb[zone.Item]), ops / zones.Count, random, tally, token);
        });
        return tally.Report();
    }

    private static async Task CompareAsync(
        PeriodDatabase database, ZoneClock clock, long quota, Random random, Tally tally, CancellationToken cancellationToken)
    {
        var until = await ZoneAgreement.UntilAsync(database, clock, s_from, s_until, cancellationToken);
        tally.Zone(clock.Id, until);
        if (until <= s_from) return;
        var questions = PeriodQuestions.Of(clock, s_from, until, random);
        foreach (var (kind, anchor) in questions)
        {
            var boundaries = PeriodOracle.Boundaries(clock, kind, anchor);
            var each = (int)Math.Clamp(quota / questions.Count, 1, int.MaxValue);
            foreach (var instants in PeriodQuestions.Instants(clock, boundaries, s_from, until, each, random).Chunk(Portion))
            {
                var periods = await database.PeriodsAsync(kind, anchor, clock.Id, instants, cancellationToken);
                for (var i = 0; i < instants.Length; i++)
                {
                    var expected = PeriodOracle.At(boundaries, instants[i]);
                    if (periods[i] != expected) tally.Miss(clock, kind, anchor, instants[i], expected, periods[i]);
                }
                tally.Add(kind, instants.Length);
            }
        }
    }

    private sealed class Tally(IProgress<long>? progress)
    {
        private readonly ConcurrentDictionary<string, long> _byKind = new();
        private readonly ConcurrentQueue<string> _samples = new();
        private readonly ConcurrentBag<string> _shorter = [];
        private long _done;
        private long _wrong;
        private int _zones;

        public void Zone(string zone, long until)
        {
            if (until == s_until) Interlocked.Increment(ref _zones);
            else _shorter.Add($"{zone} until {Text(until)[..10]}");
        }

        public void Add(PeriodKind kind, int count)
        {
            _byKind.AddOrUpdate(kind.ToString(), count, (_, sum) => sum + count);
            var done = Interlocked.Add(ref _done, count);
            progress?.Report(done);
        }

        public void Miss(
            ZoneClock clock, PeriodKind kind, long anchor, long at, (long Start, long End) expected, (long Start, long End) found)
        {
            if (Interlocked.Increment(ref _wrong) > MaxSamples) return;
            _samples.Enqueue(
                $"{clock.Id} {kind} anchor {Text(anchor)} at {Text(at)}: {Text(found.Start)} to {Text(found.End)}, "
                + $"expected {Text(expected.Start)} to {Text(expected.End)}");
        }

        public PeriodProofReport Report() => new(
            _done, _wrong, DateTimeZoneProviders.Tzdb.VersionId, _zones, [.. _shorter.Order(StringComparer.Ordinal)], _byKind,
            [.. _samples]);

        private static string Text(long micros) =>
            DateTime.UnixEpoch.AddTicks(micros * 10).ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);
    }
}
