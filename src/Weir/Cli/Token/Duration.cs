using System.Globalization;

namespace Weir.Cli.Token;

/// <summary>Durations as people type them.</summary>
internal static class Duration
{
    private static readonly TimeSpan s_longest = TimeSpan.FromDays(365);

    /// <summary>A whole number of <c>s</c>, <c>m</c>, <c>h</c> or <c>d</c>, from 1 s to 365 d; else null.</summary>
    public static TimeSpan? TryParse(string text)
    {
        if (text.Length < 2
            || !int.TryParse(text[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return null;
        TimeSpan? unit = text[^1] switch
        {
            's' => TimeSpan.FromSeconds(1),
            'm' => TimeSpan.FromMinutes(1),
            'h' => TimeSpan.FromHours(1),
            'd' => TimeSpan.FromDays(1),
            _ => null,
        };
        if (unit is null || number < 1 || number > s_longest / unit.Value) return null;
        return number * unit;
    }
}
