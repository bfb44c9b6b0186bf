using System.Diagnostics;
using Weir.Benches.Cluster;
using Weir.Benches.Machine;

namespace Weir.Benches.Documents;

/// <summary>A function of a source document, called once an operation through pgbench: one round trip, one transaction.</summary>
internal sealed class DocumentSubject(string function, PgBench pgbench, BenchCluster cluster, BenchDatabase database)
    : ISubject
{
    private static readonly TimeSpan s_poll = TimeSpan.FromMilliseconds(10);

    // So much later than pgbench itself we may learn that it began; the window must end before it does.
    private static readonly TimeSpan s_late = TimeSpan.FromMilliseconds(100);

    public string Name => function;

    public async Task<Measured> RunAsync(Shape shape, Window window, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateDirectory(Path.Combine(cluster.Scratch, Guid.CreateVersion7().ToString("n")));
        try
        {
            var script = Path.Combine(folder.FullName, "script");
            await File.WriteAllTextAsync(script, DocumentScript.For(function), cancellationToken);
            using var process = pgbench.Start(
                database.Owner, folder.Name, script, Path.Combine(folder.FullName, "log"), shape,
                (int)Math.Ceiling(window.Total.TotalSeconds));
            var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            var errors = process.StandardError.ReadToEndAsync(cancellationToken);
            using var ending = cancellationToken.Register(() => process.Kill());
            await ConnectedAsync(process, folder.Name, shape.Clients, cancellationToken);
            var clock = await CpuClock.OverAsync(
                window with { WarmUp = window.WarmUp - s_late }, cluster.ProcessId, [], [process.Id], cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            await output;
            if (process.ExitCode != 0) throw new CommandFailedException($"pgbench failed: {(await errors).Trim()}");

            var lines = Directory.EnumerateFiles(folder.FullName, "log.*").SelectMany(File.ReadLines);
            var (latency, failed, last) = PgBenchLog.Read(lines, clock.From, clock.Until);
            // On a busy machine pgbench may end before the window: the rest of it was not its time.
            var until = Math.Min(clock.Until, Math.Max(last, clock.From + 1));
            return failed == 0
                ? (clock with { Until = until }).Measure(latency)
                : throw new CommandFailedException($"{function}: {failed} calls failed.");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Its rows are there from the beginning, but for sums, which the first calls make.</summary>
    public async Task VisitAsync(Shape shape, CancellationToken cancellationToken) =>
        await database.RunAsync("Documents.Sql.sums.sql", cancellationToken, shape.Customers);

    public Task<RaceResult?> RaceAsync(Shape shape, CancellationToken cancellationToken) =>
        Task.FromResult<RaceResult?>(null);

    /// <summary>pgbench begins to count its seconds when all its clients are connected.</summary>
    private async Task ConnectedAsync(
        Process process, string application, int clients, CancellationToken cancellationToken)
    {
        while (!process.HasExited)
        {
            var connected = (long)(await database.RunAsync("Cluster.Sql.connected.sql", cancellationToken, application))!;
            if (connected >= clients) return;
            await Task.Delay(s_poll, cancellationToken);
        }
    }
}
