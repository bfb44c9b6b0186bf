namespace Weir.Api.Wire;

/// <summary>Tokens.</summary>
/// <param name="Input">All input.</param>
/// <param name="CachedInput">Part of the input.</param>
/// <param name="Output">All output.</param>
/// <param name="Reasoning">Part of the output.</param>
/// <param name="Total">Input and output.</param>
internal sealed record TokenTotals(long Input, long CachedInput, long Output, long Reasoning, long Total)
{
    public static TokenTotals Of(long input, long cachedInput, long output, long reasoning) =>
        new(input, cachedInput, output, reasoning, input + output);
}
