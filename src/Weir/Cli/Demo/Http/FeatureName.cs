namespace Weir.Cli.Demo.Http;

/// <summary>A feature in the list.</summary>
internal sealed record FeatureName(string Feature);
