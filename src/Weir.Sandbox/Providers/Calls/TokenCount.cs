namespace Weir.Sandbox.Providers.Calls;

/// <summary>Tokens of one call.</summary>
/// <param name="Input">Tokens read.</param>
/// <param name="Output">Tokens made, reasoning included.</param>
/// <param name="Reasoning">Tokens of <paramref name="Output"/> that were reasoning.</param>
internal sealed record TokenCount(int Input, int Output, int Reasoning)
{
    /// <summary>Input and output.</summary>
    public int Total => Input + Output;
}
