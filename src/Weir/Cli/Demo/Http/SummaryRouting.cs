namespace Weir.Cli.Demo.Http;

/// <summary>What served a call.</summary>
internal sealed record SummaryRouting(string Provider, string Model, string TierRequested, string TierServed, bool Retried);
