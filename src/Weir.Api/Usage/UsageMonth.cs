using System.Globalization;
using Weir.Http.Bodies;

namespace Weir.Api.Usage;

/// <summary>The parameter <c>period</c> of usage: a month in UTC.</summary>
internal static class UsageMonth
{
    private const int FirstYear = 2000;

    /// <summary>The month's first day; null when left out, and when faulty.</summary>
    public static DateOnly? Read(string? period, FaultCollector faults)
    {
        if (period is null) return null;
        if (DateOnly.TryParseExact(period, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var first)
            && first.Year is >= FirstYear and < 9999)
            return first;
        faults.Add(
            "period", $"must be a month such as 2026-01, from {FirstYear}-01 on; leave it out for the current period");
        return null;
    }
}
