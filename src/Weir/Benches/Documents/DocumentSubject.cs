using Weir.Benches.Cluster;
using Weir.Benches.Machine;

namespace Weir.Benches.Documents;

/// <summary>A function of a source document, called once an operation through pgbench: one round trip, one transaction.</summary>
internal sealed class DocumentSubject(string function, PgBench pgbench, BenchCluster cluster, BenchDatabase database)
    : ISubject
{
    public string Name => function;

    public async Task<Measured> RunAsync(Shape shape, Window window, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateDirectory(Path.Combine(cluster.Scratch, Guid.CreateVersion7().ToString("n")));
        try
        {
            var script = Path.Combine(folder.FullName, "script");
            await File.WriteAllTextAsync(script, DocumentScript.For(function), cancellationToken);
            using var process = pgbench.Start(
                database.Owner, script, Path.Combine(folder.FullName, "log"), shape,
                (int)Math.Ceiling(window.Total.TotalSeconds));
            var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            var errors = process.StandardError.ReadToEndAsync(cancellationToken);
            using var ending = cancellationToken.Register(() => process.Kill());
            var clock = await CpuClock.OverAsync(
                window, cluster.ProcessId, [], [process.Id], cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            await output;
            if (process.ExitCode != 0) throw new CommandFailedException($"pgbench failed: {(await errors).Trim()}");

            var lines = Directory.EnumerateFiles(folder.FullName, "log.*").SelectMany(File.ReadLines);
            var (latency, failed) = PgBenchLog.Read(lines, clock.From, clock.Until);
            return clock.Measure(latency) with { Others = failed };
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    public Task<RaceResult?> RaceAsync(Shape shape, CancellationToken cancellationToken) =>
        Task.FromResult<RaceResult?>(null);
}
