namespace Weir.Cli.Demo.Http;

/// <summary>A served call.</summary>
internal sealed record Summary(
    Guid Id, string Status, SummaryOutput Output, SummaryUsage Usage, SummaryRouting Routing, SummaryQuota? Quota);
