using System.Globalization;

namespace Weir.Core.Money;

/// <summary>
/// US dollars as decimal text, exact to the nano-dollar in both directions. No floating point: text is cut into whole
/// dollars and a fraction of at most nine digits.
/// </summary>
public static class UsdFormat
{
    /// <summary>Nano-USD of one dollar.</summary>
    public const long NanoPerUsd = 1_000_000_000;

    private const int FractionDigits = 9;

    /// <summary>
    /// Writes nano-USD as dollars, always with nine decimals (<c>"5.000000000"</c>, <c>"-0.001234567"</c>): one amount
    /// has one text, so that amounts of different answers can be compared as they are.
    /// </summary>
    public static string FromNano(long nanoUsd)
    {
        var magnitude = nanoUsd < 0 ? (ulong)-(nanoUsd + 1) + 1 : (ulong)nanoUsd;
        var (whole, fraction) = Math.DivRem(magnitude, (ulong)NanoPerUsd);
        return string.Create(CultureInfo.InvariantCulture, $"{(nanoUsd < 0 ? "-" : "")}{whole}.{fraction:D9}");
    }

    /// <summary>
    /// Reads a plain decimal such as <c>0.025</c> or <c>5</c>: no sign, no exponent, no separators, no leading zeros,
    /// at most nine decimals. False for anything else, and for more than <see cref="long.MaxValue"/> nano-USD.
    /// </summary>
    public static bool TryParseNano(string? text, out long nanoUsd)
    {
        nanoUsd = 0;
        if (string.IsNullOrEmpty(text)) return false;
        var dot = text.IndexOf('.', StringComparison.Ordinal);
        var whole = dot < 0 ? text.AsSpan() : text.AsSpan(0, dot);
        var fraction = dot < 0 ? [] : text.AsSpan(dot + 1);
        if (!IsWhole(whole) || (dot >= 0 && !IsFraction(fraction))) return false;
        Int128 nano = Int128.Parse(whole, NumberStyles.None, CultureInfo.InvariantCulture) * NanoPerUsd;
        if (dot >= 0)
        {
            long part = long.Parse(fraction, NumberStyles.None, CultureInfo.InvariantCulture);
            for (var i = fraction.Length; i < FractionDigits; i++) part *= 10;
            nano += part;
        }
        if (nano > long.MaxValue) return false;
        nanoUsd = (long)nano;
        return true;
    }

    private static bool IsWhole(ReadOnlySpan<char> digits) =>
        digits.Length is > 0 and <= 10 && IsDigits(digits) && (digits.Length == 1 || digits[0] != '0');

    private static bool IsFraction(ReadOnlySpan<char> digits) =>
        digits.Length is > 0 and <= FractionDigits && IsDigits(digits);

    private static bool IsDigits(ReadOnlySpan<char> digits) => !digits.ContainsAnyExceptInRange('0', '9');
}
