using Weir.Benches.Children;
using Weir.Benches.Cluster;
using Weir.Benches.Statistics;
using Weir.Benches.Webhooks;

namespace Weir.Benches;

/// <summary>
/// <c>bench webhooks</c>: two servers, to which a provider sends signed messages that change a customer's plan each, and how
/// long it takes until the one that did not get the message serves the customer by it.
/// </summary>
internal static class WebhookBench
{
    public const string Name = "webhooks";
    public const string ShapeName = "webhooks-100";
    private const int PerSecond = 100;
    private const int Customers = 1_000;
    private const int Seconds = 30;
    private const int QuickSeconds = 5;
    private const int Processes = 2;
    private const long MostMicroseconds = 1_000_000;

    public static Task<BenchReport> RunAsync(
        BenchRequest request, IBenchProgress progress, CancellationToken cancellationToken) =>
        request.Wants(ShapeName) && request.Subjects.Count == 0 && request.Processes is null or Processes
            ? RunAsync(
                new WebhookLoad(PerSecond, Customers, request.WebhookSeconds ?? (request.Quick ? QuickSeconds : Seconds)),
                progress, cancellationToken)
            : Task.FromResult(BenchReport.Nothing);

    internal static async Task<BenchReport> RunAsync(
        WebhookLoad load, IBenchProgress progress, CancellationToken cancellationToken)
    {
        progress.Expect(1);
        await using var cluster = await BenchCluster.StartAsync(progress, cancellationToken);
        progress.Report("Making customers");
        await BenchDatabase.MakeTemplateAsync(cluster.Superuser, load.Customers, cancellationToken);
        await using var database = await BenchDatabase.CloneAsync(cluster.Superuser, "webhooks", cancellationToken);
        await database.ApplyAsync(WebhookShop.Catalog(), cancellationToken);
        var servers = await ChildProcesses.StartAsync(
            Processes, ChildRole.Seller, new ChildSettings { ConnectionString = database.App }, cluster.Scratch,
            cancellationToken);
        try
        {
            progress.Step($"{load.Customers} customers buy, then change: {load.PerSecond} messages a second, {load.Seconds} s");
            using var driver = new WebhookDriver([.. servers.Select(server => server.Port)], TimeProvider.System);
            var result = await driver.RunAsync(load, cancellationToken);
            return new BenchReport(
                [.. cluster.Facts, .. BenchNames.Describe([BenchNames.WebhookAnswered, BenchNames.WebhookSeen])],
                [
                    Row(BenchNames.WebhookAnswered, load, result.Took, result.Answered),
                    Row(BenchNames.WebhookSeen, load, result.Took, result.Seen),
                ],
                Faults(result));
        }
        finally
        {
            foreach (var server in servers) await server.DisposeAsync();
        }
    }

    internal static IReadOnlyList<string> Faults(WebhookResult result) =>
        result.Seen.CountAbove(MostMicroseconds) is > 0 and var late
            ? [$"{ShapeName}: {late} of {result.Seen.Count} changes of plan took longer than a second to the other server."]
            : [];

    private static BenchRow Row(string subject, WebhookLoad load, TimeSpan took, LatencyHistogram latency) => new()
    {
        Bench = Name,
        Shape = ShapeName,
        Subject = subject,
        Baseline = subject,
        Clients = 1,
        Customers = load.Customers,
        Processes = Processes,
        OpsPerS = Math.Round(latency.Count / took.TotalSeconds, 1),
        P50Ms = Milliseconds(latency, 0.5),
        P95Ms = Milliseconds(latency, 0.95),
        P99Ms = Milliseconds(latency, 0.99),
        MaxMs = Milliseconds(latency, 1),
        WithinASecond = subject == BenchNames.WebhookSeen ? latency.CountAbove(MostMicroseconds) == 0 : null,
        Ratio = 1,
        P99Ratio = 1,
        Runs = [Math.Round(latency.Count / took.TotalSeconds, 1)],
    };

    private static double Milliseconds(LatencyHistogram latency, double part) => Math.Round(latency.Quantile(part) / 1000, 3);
}
