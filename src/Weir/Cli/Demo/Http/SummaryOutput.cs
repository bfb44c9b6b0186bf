namespace Weir.Cli.Demo.Http;

/// <summary>The text of a call.</summary>
internal sealed record SummaryOutput(string? Text);
