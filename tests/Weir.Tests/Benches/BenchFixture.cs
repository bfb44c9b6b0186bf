using Weir.Benches;
using Weir.Benches.Cluster;
using Weir.Benches.Subjects;

namespace Weir.Tests.Benches;

/// <summary>A cluster of the bench with few customers.</summary>
public sealed class BenchFixture : IAsyncLifetime
{
    public const int Customers = 20;

    private BenchCluster? _cluster;
    private SubjectFactory? _subjects;
    private int _clones;

    internal SubjectFactory Subjects => _subjects!;

    /// <summary>One that tests share, who each ask only about what they did themselves.</summary>
    internal BenchDatabase Database { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        _cluster = await BenchCluster.StartAsync(new Silence(), CancellationToken.None);
        await BenchDatabase.MakeTemplateAsync(_cluster.Superuser, Customers, CancellationToken.None);
        _subjects = await SubjectFactory.StartAsync(
            new BenchRequest { Customers = Customers }, _cluster, CancellationToken.None);
        Database = await CloneAsync(CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        if (Database is not null) await Database.DisposeAsync();
        if (_subjects is not null) await _subjects.DisposeAsync();
        if (_cluster is not null) await _cluster.DisposeAsync();
    }

    internal Task<BenchDatabase> CloneAsync(CancellationToken cancellationToken) =>
        BenchDatabase.CloneAsync(_cluster!.Superuser, $"bench_{Interlocked.Increment(ref _clones)}", cancellationToken);
}
