namespace Weir.Cli.Demo.Http;

/// <summary>What <c>GET /v1/ai/usage/me</c> answers.</summary>
internal sealed record Usage(
    UsagePlan Plan, string IncludedCapUsd, string HardLimitUsd, string UsedUsd, string HeldUsd, string RemainingUsd,
    long Requests,
    UsageTokens Tokens);
