namespace Weir.Cli.Demo.Http;

/// <summary>What a call took.</summary>
internal sealed record SummaryUsage(long InputTokens, long OutputTokens, long ReasoningTokens, long TotalTokens, string CostUsd);
