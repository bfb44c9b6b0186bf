namespace Weir.Cli.Demo.Http;

/// <summary>A plan in use.</summary>
internal sealed record UsagePlan(string Code, string? Name, string Status);
