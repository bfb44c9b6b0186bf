namespace Weir.Core.Pricing;

/// <summary>
/// Tokens of one call. Always consistent: nothing negative, cached and written input are disjoint parts of the input,
/// reasoning is part of the output.
/// </summary>
public sealed record TokenUsage
{
    /// <summary>No call reads or writes more; a larger figure is not a measurement.</summary>
    public const long MaxCredible = 10_000_000;

    /// <summary>Nothing used.</summary>
    public static readonly TokenUsage None = new(0, 0);

    /// <summary>Takes figures in, clamping each part to the whole it belongs to.</summary>
    public TokenUsage(long input, long output, long cachedInput = 0, long cacheWrite = 0, long reasoning = 0)
    {
        Input = Math.Max(0, input);
        Output = Math.Max(0, output);
        CachedInput = Math.Clamp(cachedInput, 0, Input);
        CacheWrite = Math.Clamp(cacheWrite, 0, Input - CachedInput);
        Reasoning = Math.Clamp(reasoning, 0, Output);
    }

    public long Input { get; }

    /// <summary>Part of <see cref="Input"/> read from the provider's cache.</summary>
    public long CachedInput { get; }

    /// <summary>Part of <see cref="Input"/> written to the provider's cache.</summary>
    public long CacheWrite { get; }

    /// <summary>Input that is neither read from the cache nor written to it.</summary>
    public long FreshInput => Input - CachedInput - CacheWrite;

    public long Output { get; }

    /// <summary>Part of <see cref="Output"/>.</summary>
    public long Reasoning { get; }

    public long Total => Input + Output;

    /// <summary>
    /// A provider's report, of which only whole numbers from 0 to <see cref="MaxCredible"/> count. Without a credible
    /// input and output there is no report (null): the caller's policy for missing usage applies. A missing or absurd
    /// part counts as 0, which prices those tokens as ordinary ones. An explicit zero is a report of zero.
    /// </summary>
    public static TokenUsage? FromReport(
        UsageFigure input, UsageFigure output, UsageFigure cached, UsageFigure written, UsageFigure reasoning) =>
        input.Value is { } i && output.Value is { } o
            ? new TokenUsage(i, o, cached.Value ?? 0, written.Value ?? 0, reasoning.Value ?? 0)
            : null;

    /// <summary>Adds the usage of two attempts of one call.</summary>
    public static TokenUsage operator +(TokenUsage left, TokenUsage right) => Add(left, right);

    /// <inheritdoc cref="op_Addition" />
    public static TokenUsage Add(TokenUsage left, TokenUsage right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        return new(
            left.Input + right.Input, left.Output + right.Output, left.CachedInput + right.CachedInput,
            left.CacheWrite + right.CacheWrite, left.Reasoning + right.Reasoning);
    }
}
