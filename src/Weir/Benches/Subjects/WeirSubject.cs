using Weir.Benches.Children;
using Weir.Benches.Cluster;
using Weir.Benches.Load;
using Weir.Benches.Machine;

namespace Weir.Benches.Subjects;

/// <summary>
/// Weir's reserve and settle, in processes of its own: either the engine with its load generator in one, or servers that a
/// load generator of another process calls over HTTP.
/// </summary>
internal sealed class WeirSubject : ISubject, IAsyncDisposable
{
    private readonly IReadOnlyList<ChildProcess> _servers;
    private readonly IReadOnlyList<ChildProcess> _loads;
    private readonly BenchCluster _cluster;
    private readonly BenchDatabase _database;
    private int _runs;

    /// <param name="name">What it is called by.</param>
    /// <param name="servers">What is measured.</param>
    /// <param name="loads">What generates the load; empty when the servers do.</param>
    /// <param name="cluster">The PostgreSQL, whose processor time counts.</param>
    /// <param name="database">The books.</param>
    public WeirSubject(
        string name, IReadOnlyList<ChildProcess> servers, IReadOnlyList<ChildProcess> loads, BenchCluster cluster,
        BenchDatabase database)
    {
        Name = name;
        _servers = servers;
        _loads = loads;
        _cluster = cluster;
        _database = database;
    }

    public string Name { get; }

    public async Task<Measured> RunAsync(Shape shape, Window window, CancellationToken cancellationToken)
    {
        var (measured, report) = await RunAsync(
            new LoadPlan
            {
                Mode = LoadMode.Closed,
                Clients = shape.Clients,
                Customers = shape.Customers,
                Meter = BenchCatalog.Meter,
            },
            window,
            cancellationToken);
        if (report.SettlesFailed > 0)
            throw new CommandFailedException($"{Name}: {report.SettlesFailed} settles did not succeed.");
        return measured with { Others = report.Denied + report.Refused.Count };
    }

    /// <summary>Runs a plan for one window, whose times it sets.</summary>
    public async Task<(Measured Measured, LoadReport Report)> RunAsync(
        LoadPlan plan, Window window, CancellationToken cancellationToken)
    {
        var (from, until) = CpuClock.Ahead(window);
        var answer = AskAsync(plan with { Seed = ++_runs, From = from, Until = until }, cancellationToken);
        var clock = await CpuClock.OverAsync(
            (from, until), _cluster.ProcessId, [.. _servers.Select(p => p.Id)], [.. _loads.Select(p => p.Id)],
            cancellationToken);
        var report = (await answer).Sound(Name);
        return (clock.Measure(report.Settled), report);
    }

    public async Task<RaceResult?> RaceAsync(Shape shape, CancellationToken cancellationToken) => await Race.RunAsync(
        shape, Name, ++_runs, _database, plan => AskAsync(plan, cancellationToken), cancellationToken);

    public async ValueTask DisposeAsync()
    {
        // Callers first: a server waits for its connections to end.
        foreach (var process in _loads.Concat(_servers)) await process.DisposeAsync();
    }

    private Task<LoadReport> AskAsync(LoadPlan plan, CancellationToken cancellationToken) =>
        ChildProcesses.AskAsync(_loads.Count > 0 ? _loads : _servers, plan, cancellationToken);
}
