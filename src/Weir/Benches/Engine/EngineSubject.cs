using Weir.Benches.Children;
using Weir.Benches.Cluster;
using Weir.Benches.Load;
using Weir.Benches.Machine;

namespace Weir.Benches.Engine;

/// <summary>Weir's reserve and settle in process, in one process or several that share the customers.</summary>
internal sealed class EngineSubject : ISubject, IAsyncDisposable
{
    private readonly IReadOnlyList<ChildProcess> _workers;
    private readonly BenchCluster _cluster;
    private readonly BenchDatabase _database;
    private int _runs;

    private EngineSubject(string name, IReadOnlyList<ChildProcess> workers, BenchCluster cluster, BenchDatabase database)
    {
        Name = name;
        _workers = workers;
        _cluster = cluster;
        _database = database;
    }

    public string Name { get; }

    public static async Task<EngineSubject> StartAsync(
        string name, int processes, ChildSettings settings, BenchCluster cluster, BenchDatabase database,
        CancellationToken cancellationToken)
    {
        var workers = await ChildProcesses.StartAsync(
            processes, ChildRole.Engine, settings with { ConnectionString = database.App }, cluster.Scratch,
            cancellationToken);
        return new EngineSubject(name, workers, cluster, database);
    }

    public async Task<Measured> RunAsync(Shape shape, Window window, CancellationToken cancellationToken)
    {
        var (from, until) = CpuClock.Ahead(window);
        var plan = new LoadPlan
        {
            Mode = LoadMode.Closed,
            Clients = shape.Clients,
            Customers = shape.Customers,
            Meter = BenchCatalog.Meter,
            Seed = ++_runs,
            From = from,
            Until = until,
        };
        var reports = ChildProcesses.AskAsync(_workers, plan, cancellationToken);
        var clock = await CpuClock.OverAsync(
            (from, until), _cluster.ProcessId, [.. _workers.Select(w => w.Id)], [], cancellationToken);
        var report = (await reports).Sound(Name);
        return clock.Measure(report.Settled) with { Others = report.Denied + report.Refused.Count };
    }

    public async Task<RaceResult?> RaceAsync(Shape shape, CancellationToken cancellationToken) =>
        await Race.RunAsync(
            shape, Name, ++_runs, _database, plan => ChildProcesses.AskAsync(_workers, plan, cancellationToken),
            cancellationToken);

    public async ValueTask DisposeAsync()
    {
        foreach (var worker in _workers) await worker.DisposeAsync();
    }
}
