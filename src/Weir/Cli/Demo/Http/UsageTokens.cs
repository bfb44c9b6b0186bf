namespace Weir.Cli.Demo.Http;

/// <summary>Tokens of a period.</summary>
internal sealed record UsageTokens(long Input, long CachedInput, long Output, long Reasoning, long Total);
