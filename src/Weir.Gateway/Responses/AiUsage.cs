namespace Weir.Gateway.Responses;

/// <summary>What a call took.</summary>
/// <param name="InputTokens">All input.</param>
/// <param name="CachedInputTokens">Part of the input.</param>
/// <param name="OutputTokens">All output.</param>
/// <param name="ReasoningTokens">Part of the output.</param>
/// <param name="TotalTokens">Input and output.</param>
/// <param name="CostUsd">Decimal string, exact to the nano-dollar.</param>
/// <param name="Provenance"><c>provider</c> or <c>estimated</c>.</param>
internal sealed record AiUsage(
    long InputTokens, long CachedInputTokens, long OutputTokens, long ReasoningTokens, long TotalTokens, string CostUsd,
    string Provenance);
