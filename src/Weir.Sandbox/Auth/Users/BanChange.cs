using System.Globalization;
using System.Text.RegularExpressions;

namespace Weir.Sandbox.Auth.Users;

/// <summary>A ban for some time, or its end.</summary>
/// <param name="Duration">Null lifts the ban.</param>
internal sealed partial record BanChange(TimeSpan? Duration)
{
    private static readonly TimeSpan s_longest = TimeSpan.FromDays(365 * 200);

    /// <summary>Reads <c>none</c> or a duration as Go writes it: <c>24h</c>, <c>1h30m</c>, <c>1.5h</c>.</summary>
    public static BanChange? Parse(string text)
    {
        if (text == "none") return new BanChange((TimeSpan?)null);
        var match = GoDuration().Match(text);
        if (!match.Success) return null;
        var total = TimeSpan.Zero;
        for (var i = 0; i < match.Groups["n"].Captures.Count; i++)
        {
            var number = decimal.Parse(match.Groups["n"].Captures[i].ValueSpan, CultureInfo.InvariantCulture);
            var unit = match.Groups["u"].Captures[i].Value switch
            {
                "h" => TimeSpan.TicksPerHour,
                "m" => TimeSpan.TicksPerMinute,
                "s" => TimeSpan.TicksPerSecond,
                _ => TimeSpan.TicksPerMillisecond,
            };
            var ticks = number * unit;
            if (ticks > s_longest.Ticks) return null;
            total += TimeSpan.FromTicks((long)ticks);
        }
        return total > TimeSpan.Zero && total <= s_longest ? new BanChange(total) : null;
    }

    [GeneratedRegex(@"^((?<n>\d{1,12}(\.\d{1,9})?)(?<u>ms|h|m|s)){1,4}$", RegexOptions.CultureInvariant)]
    private static partial Regex GoDuration();
}
