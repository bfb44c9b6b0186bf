using System.Numerics;

namespace Weir.Benches.Statistics;

/// <summary>
/// Counts of durations by size, exact below 128 µs and within 0.8 % above. Adding is safe from many threads; histograms
/// of several processes merge without loss.
/// </summary>
internal sealed class LatencyHistogram
{
    private const int ExactBits = 7;
    private const int Exact = 1 << ExactBits;
    private const int Longest = 40; // bits of a microsecond count: 12 days
    private readonly long[] _counts = new long[(Longest - ExactBits + 1) * Exact];

    public long Count => _counts.Sum();

    public void Add(long microseconds) => Interlocked.Increment(ref _counts[IndexOf(microseconds)]);

    public void Merge(LatencyHistogram other)
    {
        for (var i = 0; i < _counts.Length; i++) _counts[i] += other._counts[i];
    }

    /// <summary>The duration that the given part of all does not exceed, in µs; 0 when there are none.</summary>
    public double Quantile(double part)
    {
        var rank = Math.Max((long)Math.Ceiling(part * Count), 1);
        var seen = 0L;
        for (var i = 0; i < _counts.Length; i++)
        {
            seen += _counts[i];
            if (seen >= rank) return MiddleOf(i);
        }
        return 0;
    }

    /// <summary>How many were longer.</summary>
    public long CountAbove(long microseconds) => _counts.AsSpan(IndexOf(microseconds) + 1).ToArray().Sum();

    /// <summary>Pairs of place and count, without the empty places: how it travels.</summary>
    public long[] ToPairs() =>
        [.. _counts.Select((count, i) => (Count: count, Place: (long)i)).Where(p => p.Count > 0)
            .SelectMany(p => new[] { p.Place, p.Count })];

    public static LatencyHistogram FromPairs(IReadOnlyList<long> pairs)
    {
        var histogram = new LatencyHistogram();
        for (var i = 0; i + 1 < pairs.Count; i += 2) histogram._counts[pairs[i]] += pairs[i + 1];
        return histogram;
    }

    private static int IndexOf(long microseconds)
    {
        var value = (ulong)Math.Clamp(microseconds, 0, (1L << Longest) - 1);
        if (value < Exact) return (int)value;
        var shift = BitOperations.Log2(value) - ExactBits + 1;
        // The upper half of each further row is in use: its values have their highest bit set.
        return (shift * Exact) + (int)(value >> shift);
    }

    private static double MiddleOf(int index)
    {
        var shift = index / Exact;
        var low = (long)(index % Exact) << shift;
        return low + (((1L << shift) - 1) / 2.0);
    }
}
