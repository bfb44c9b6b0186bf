namespace Weir.Benches.Statistics;

internal static class Median
{
    /// <summary>The middle value; of an even number, the mean of the two in the middle; 0 of none.</summary>
    public static double Of(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        if (sorted.Length == 0) return 0;
        var middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /// <summary>The middle of those that are known; null when none is.</summary>
    public static double? OfKnown(IEnumerable<double?> values)
    {
        var known = values.OfType<double>().ToArray();
        return known.Length == 0 ? null : Of(known);
    }
}
