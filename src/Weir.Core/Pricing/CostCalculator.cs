using Weir.Core.Catalog;

namespace Weir.Core.Pricing;

/// <summary>
/// Prices tokens in integer nano-USD. The one rounding rule: the parts of an event are summed in 128 bits, divided by
/// the block once, and rounded up to the next nano-USD. An input above the long-context threshold prices the whole call
/// by the long-context rates. Reasoning is output. No floating point anywhere.
/// </summary>
public static class CostCalculator
{
    /// <summary>One million US dollars: no single call costs more, whatever a price or a report says.</summary>
    public const long MaxNanoUsd = 1_000_000_000_000_000;

    /// <summary>What <paramref name="usage"/> costs.</summary>
    public static long Rate(Price price, TokenUsage usage)
    {
        ArgumentNullException.ThrowIfNull(price);
        ArgumentNullException.ThrowIfNull(usage);
        var rates = price.LongContextRates is { } longRates && usage.Input > price.LongContextAbove
            ? longRates
            : price.Rates;
        return Round(
            ((Int128)usage.FreshInput * rates.Input)
            + ((Int128)usage.CachedInput * rates.CachedInput)
            + ((Int128)usage.CacheWrite * rates.CacheWrite)
            + ((Int128)usage.Output * rates.Output),
            price.BlockUnits);
    }

    /// <summary>
    /// The most that any usage of up to <paramref name="inputTokens"/> and <paramref name="outputTokens"/> can cost:
    /// every input token at the dearest input rate (a cache write costs more than plain input), and the dearer of
    /// standard and long-context rates when the input may cross the threshold.
    /// </summary>
    public static long UpperBound(Price price, long inputTokens, long outputTokens)
    {
        ArgumentNullException.ThrowIfNull(price);
        var standard = Bound(price.Rates, inputTokens, outputTokens, price.BlockUnits);
        return price.LongContextRates is { } longRates && inputTokens > price.LongContextAbove
            ? Math.Max(standard, Bound(longRates, inputTokens, outputTokens, price.BlockUnits))
            : standard;
    }

    private static long Bound(TokenRates rates, long inputTokens, long outputTokens, long blockUnits)
    {
        var input = Math.Max(rates.Input, Math.Max(rates.CachedInput, rates.CacheWrite));
        return Round(((Int128)inputTokens * input) + ((Int128)outputTokens * rates.Output), blockUnits);
    }

    private static long Round(Int128 amount, long blockUnits)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(blockUnits);
        var (whole, rest) = Int128.DivRem(amount, blockUnits);
        if (rest > 0) whole++;
        return (long)Int128.Clamp(whole, 0, MaxNanoUsd);
    }
}
