using System.Globalization;
using Weir.Core.Money;

namespace Weir.Cli.Demo;

/// <summary>Amounts as people read them.</summary>
internal static class Amounts
{
    private const string CostMeter = "ai_cost";

    /// <summary>Base units of a meter: AI cost is nano-USD.</summary>
    public static string Of(string meter, long units) =>
        meter == CostMeter ? "$" + UsdFormat.FromNano(units) : units.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>Exact decimal USD of the wire, as nano-USD.</summary>
    public static long Nano(string usd) => UsdFormat.TryParseNano(usd, out var nano)
        ? nano
        : throw new CommandFailedException("The server wrote an amount of money that is none.");

    /// <summary>A count of something.</summary>
    public static string Count(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>An instant, in UTC.</summary>
    public static string Instant(DateTimeOffset at) =>
        at.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
}
