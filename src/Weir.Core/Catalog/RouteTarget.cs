namespace Weir.Core.Catalog;

/// <summary>A provider's model at a service tier.</summary>
/// <param name="Provider"><c>openai</c>, <c>gemini</c>, <c>anthropic</c>, …</param>
/// <param name="Model">Model as the provider names it.</param>
/// <param name="Tier"><c>default</c>, <c>flex</c>, <c>priority</c>.</param>
public sealed record RouteTarget(string Provider, string Model, string Tier);
