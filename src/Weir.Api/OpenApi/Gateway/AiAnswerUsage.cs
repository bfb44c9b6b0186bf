namespace Weir.Api.OpenApi.Gateway;

/// <summary>What a call took.</summary>
/// <param name="InputTokens">All input.</param>
/// <param name="CachedInputTokens">Part of the input.</param>
/// <param name="OutputTokens">All output.</param>
/// <param name="ReasoningTokens">Part of the output.</param>
/// <param name="TotalTokens">Input and output.</param>
/// <param name="CostUsd">Cost.</param>
/// <param name="Provenance">provider, or estimated when the provider's figures were lost.</param>
internal sealed record AiAnswerUsage(
    long InputTokens, long CachedInputTokens, long OutputTokens, long ReasoningTokens, long TotalTokens, string CostUsd,
    string Provenance);
