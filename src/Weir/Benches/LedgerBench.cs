using Weir.Benches.Cluster;
using Weir.Benches.Subjects;

namespace Weir.Benches;

/// <summary>Whether a long history makes a call slower: the same load on an empty and on a loaded ledger, in turn.</summary>
internal static class LedgerBench
{
    public static IReadOnlyList<Shape> Shapes(BenchRequest request)
    {
        if (request.LedgerRows == 0) return [];
        Shape[] all =
        [
            new("ledger-hot-50", 50, 1),
            new("ledger-spread-50", 50, request.Customers),
        ];
        return [.. all.Where(s => request.Wants(s.Name) && request.Processes is null or 1)];
    }

    /// <summary>Runs them, if there are any.</summary>
    public static async Task<IReadOnlyList<BenchRow>> RunAsync(
        BenchRequest request, IReadOnlyList<Shape> shapes, BenchCluster cluster, SubjectFactory subjects,
        IBenchProgress progress, CancellationToken cancellationToken)
    {
        if (shapes.Count == 0) return [];
        await using var empty = await BenchDatabase.CloneAsync(cluster.Superuser, "bench_empty", cancellationToken);
        await using var loaded = await BenchDatabase.CloneAsync(cluster.Superuser, "bench_loaded", cancellationToken);
        await History.WriteAsync(loaded, request.LedgerRows, request.Customers, progress, cancellationToken);
        await using var onEmpty = await subjects.InProcessAsync(BenchNames.Weir, 1, empty, cancellationToken);
        await using var onLoaded = await subjects.InProcessAsync(BenchNames.WeirLoaded, 1, loaded, cancellationToken);
        var rows = new List<BenchRow>();
        foreach (var shape in shapes)
        {
            var lines = await Interleaved.RunAsync(
                [(onEmpty, shape), (onLoaded, shape with { LedgerRows = request.LedgerRows })],
                request.Runs, request.Window, progress, cancellationToken);
            rows.Add(Comparison.Row(EngineBench.Name, lines[0], null));
            rows.Add(Comparison.Row(EngineBench.Name, lines[1], lines[0]));
        }
        return rows;
    }
}
