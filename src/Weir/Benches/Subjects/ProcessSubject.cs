using Weir.Benches.Children;
using Weir.Benches.Cluster;
using Weir.Benches.Load;
using Weir.Benches.Machine;

namespace Weir.Benches.Subjects;

/// <summary>
/// What runs in processes of its own: the engine with its load generator in one, or servers that a load generator in
/// another process calls, or a load generator alone that calls the database.
/// </summary>
internal sealed class ProcessSubject : ISubject, IAsyncDisposable
{
    // No crowd: nobody is to be turned away.
    private const int VisitorsAtOnce = 50;
    private readonly IReadOnlyList<ChildProcess> _servers;
    private readonly IReadOnlyList<ChildProcess> _loads;
    private readonly BenchCluster _cluster;
    private readonly BenchDatabase? _books;
    private int _runs;

    /// <param name="name">What it is called by.</param>
    /// <param name="servers">Weir's own processes.</param>
    /// <param name="loads">What generates the load; empty when the servers do.</param>
    /// <param name="cluster">The PostgreSQL, whose processor time counts.</param>
    /// <param name="books">Where last units are raced for; null when there are none.</param>
    public ProcessSubject(
        string name, IReadOnlyList<ChildProcess> servers, IReadOnlyList<ChildProcess> loads, BenchCluster cluster,
        BenchDatabase? books)
    {
        Name = name;
        _servers = servers;
        _loads = loads;
        _cluster = cluster;
        _books = books;
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
        if (report.SettlesFailed + report.Denied + report.Refused.Count > 0)
        {
            throw new CommandFailedException(
                $"{Name}: {report.Denied} operations were denied, {report.Refused.Count} refused, and "
                + $"{report.SettlesFailed} settles failed, where all must succeed.");
        }
        return measured;
    }

    public Task VisitAsync(Shape shape, CancellationToken cancellationToken) => AskAsync(
        new LoadPlan
        {
            Mode = LoadMode.Visit,
            Clients = Math.Min(shape.Clients, VisitorsAtOnce),
            Customers = shape.Customers,
            Meter = BenchCatalog.Meter,
        },
        cancellationToken);

    /// <summary>Runs a plan for one window, whose times it sets.</summary>
    public async Task<(Measured Measured, LoadReport Report)> RunAsync(
        LoadPlan plan, Window window, CancellationToken cancellationToken)
    {
        var (from, until) = CpuClock.Ahead(window);
        var answer = AskAsync(plan with { Seed = ++_runs, From = from, Until = until }, cancellationToken);
        var clock = await CpuClock.OverAsync(
            (from, until), _cluster.ProcessId, [.. _servers.Select(p => p.Id)], [.. _loads.Select(p => p.Id)],
            cancellationToken);
        var report = await answer;
        return (clock.Measure(report.Settled), report);
    }

    public async Task<RaceResult?> RaceAsync(Shape shape, CancellationToken cancellationToken) => _books is null
        ? null
        : await Race.RunAsync(
            shape, ++_runs, _books, plan => AskAsync(plan, cancellationToken), cancellationToken);

    public async ValueTask DisposeAsync()
    {
        // Callers first: a server waits for its connections to end.
        foreach (var process in _loads.Concat(_servers)) await process.DisposeAsync();
    }

    private async Task<LoadReport> AskAsync(LoadPlan plan, CancellationToken cancellationToken)
    {
        var report = await ChildProcesses.AskAsync(_loads.Count > 0 ? _loads : _servers, plan, cancellationToken);
        return report.Sound(Name, () => string.Join('\n', _servers.Select(server => server.Tail())));
    }
}
