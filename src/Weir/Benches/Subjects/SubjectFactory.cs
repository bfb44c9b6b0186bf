using Weir.Benches.Children;
using Weir.Benches.Cluster;
using Weir.Benches.Documents;
using Weir.Benches.Http;
using Weir.Benches.Load;

namespace Weir.Benches.Subjects;

/// <summary>Makes subjects for one cluster.</summary>
internal sealed class SubjectFactory : IAsyncDisposable
{
    private readonly BenchRequest _request;
    private readonly BenchCluster _cluster;
    private readonly PgBench? _pgbench = PgBench.Find();
    private readonly BenchProject _project;
    private readonly string _tokens;

    private SubjectFactory(BenchRequest request, BenchCluster cluster, BenchProject project, string tokens)
    {
        _request = request;
        _cluster = cluster;
        _project = project;
        _tokens = tokens;
    }

    /// <summary>How the documents' functions are called.</summary>
    public string Caller => _pgbench is { } pgbench
        ? $"The documents' functions are called by {pgbench}, prepared, one round trip an operation."
        : "pgbench is not installed: the documents' functions are called from C#, prepared, one round trip an operation.";

    public static async Task<SubjectFactory> StartAsync(
        BenchRequest request, BenchCluster cluster, CancellationToken cancellationToken)
    {
        var project = await BenchProject.StartAsync(cancellationToken);
        var tokens = Path.Combine(cluster.Scratch, "tokens");
        var customers = Enumerable.Range(1, request.Customers)
            .Concat(Enumerable.Range(BenchCustomers.FirstOfRace, BenchDatabase.RaceCustomers));
        await project.WriteTokensAsync(tokens, customers, cancellationToken);
        return new SubjectFactory(request, cluster, project, tokens);
    }

    public async Task<ISubject> CreateAsync(
        string name, int processes, BenchDatabase database, CancellationToken cancellationToken) => name switch
    {
        BenchNames.Weir => await InProcessAsync(name, processes, database, cancellationToken),
        BenchNames.WeirHttp => await OverHttpAsync(name, processes, database, cancellationToken),
        _ when _pgbench is not null => new DocumentSubject(name, _pgbench, _cluster, database),
        _ => await ByCallsAsync(name, database, cancellationToken),
    };

    /// <summary>A document's function, called from C# as pgbench would call it.</summary>
    public async Task<ProcessSubject> ByCallsAsync(
        string function, BenchDatabase database, CancellationToken cancellationToken)
    {
        var settings = new ChildSettings
        {
            ConnectionString = database.Owner.ConnectionString,
            Statement = DocumentScript.StatementOf(function),
        };
        var callers = await ChildProcesses.StartAsync(1, ChildRole.Calls, settings, _cluster.Scratch, cancellationToken);
        return new ProcessSubject(function, [], callers, _cluster, null);
    }

    public async Task<ProcessSubject> InProcessAsync(
        string name, int processes, BenchDatabase database, CancellationToken cancellationToken) =>
        new(name, await StartAsync(ChildRole.Engine, processes, database, cancellationToken), [], _cluster, database);

    public async Task<ProcessSubject> OverHttpAsync(
        string name, int processes, BenchDatabase database, CancellationToken cancellationToken)
    {
        var servers = await StartAsync(ChildRole.Host, processes, database, cancellationToken);
        var settings = new ChildSettings { Ports = [.. servers.Select(s => s.Port)], Tokens = _tokens };
        var loads = await ChildProcesses.StartAsync(1, ChildRole.Load, settings, _cluster.Scratch, cancellationToken);
        return new ProcessSubject(name, servers, loads, _cluster, database);
    }

    public ValueTask DisposeAsync() => _project.DisposeAsync();

    private Task<IReadOnlyList<ChildProcess>> StartAsync(
        ChildRole role, int processes, BenchDatabase database, CancellationToken cancellationToken)
    {
        var settings = new ChildSettings
        {
            ConnectionString = database.App,
            SupabaseUrl = _project.Url,
            Lanes = _request.Lanes,
            MaxBatch = _request.MaxBatch,
            QueueLimit = _request.QueueLimit,
        };
        return ChildProcesses.StartAsync(processes, role, settings, _cluster.Scratch, cancellationToken);
    }
}
