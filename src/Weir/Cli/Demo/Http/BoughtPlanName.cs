namespace Weir.Cli.Demo.Http;

/// <summary>A plan's code and name.</summary>
internal sealed record BoughtPlanName(string Code, string? Name);
