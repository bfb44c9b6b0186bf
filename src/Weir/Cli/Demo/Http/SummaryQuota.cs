namespace Weir.Cli.Demo.Http;

/// <summary>What is left after a call.</summary>
internal sealed record SummaryQuota(string Meter, long Used, long Remaining, long HardLimit);
