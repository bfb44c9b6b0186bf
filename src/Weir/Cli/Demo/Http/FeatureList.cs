namespace Weir.Cli.Demo.Http;

/// <summary>What <c>GET /v1/ai/features</c> answers.</summary>
internal sealed record FeatureList(IReadOnlyList<FeatureName> Data);
