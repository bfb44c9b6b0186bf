using Weir.Benches.Cluster;
using Weir.Benches.Subjects;

namespace Weir.Benches;

/// <summary>
/// <c>bench engine</c>: the documents' own functions, called once a request, beside Weir's reserve and settle.
/// </summary>
internal static class EngineBench
{
    public const string Name = "engine";

    private static readonly string[] s_baselines =
        [BenchNames.CheckAndIncrement, BenchNames.ConsumeTokens, BenchNames.CheckAndIncrementWithLedger];

    /// <summary>All shapes, in the order in which they run.</summary>
    public static IReadOnlyList<Shape> Shapes(BenchRequest request)
    {
        Shape[] all =
        [
            new("hot-20", 20, 1),
            new("hot-50", 50, 1),
            new("hot-200", 200, 1),
            new("spread-50", 50, request.Customers),
            new("spread-200", 200, request.Customers),
            new("hot-50-4p", 50, 1, 4),
            new("spread-200-4p", 200, request.Customers, 4),
        ];
        string[] quick = ["hot-50", "spread-50"];
        var chosen = request.Quick && request.Shapes.Count == 0 ? all.Where(s => quick.Contains(s.Name)) : all;
        return [.. chosen.Where(s => request.Wants(s.Name)
            && (request.Processes is null || s.Processes == request.Processes))];
    }

    public static async Task<BenchReport> RunAsync(
        BenchRequest request, IBenchProgress progress, CancellationToken cancellationToken)
    {
        var shapes = Shapes(request);
        var ledgerShapes = LedgerBench.Shapes(request);
        if (shapes.Count + ledgerShapes.Count == 0) return BenchReport.Nothing;
        await using var cluster = await BenchCluster.StartAsync(progress, cancellationToken);
        progress.Report("Making customers");
        await BenchDatabase.MakeTemplateAsync(cluster.Superuser, request.Customers, cancellationToken);
        await using var database = await BenchDatabase.CloneAsync(cluster.Superuser, "bench", cancellationToken);
        await using var subjects = await SubjectFactory.StartAsync(request, cluster, cancellationToken);
        var rows = new List<BenchRow>();
        progress.Expect(
            (shapes.Sum(s => Subjects(s).Count(request.WantsSubject)) + (ledgerShapes.Count * 2)) * (request.Runs + 1));
        foreach (var shape in shapes)
            rows.AddRange(await RunShapeAsync(request, shape, subjects, database, progress, cancellationToken));
        rows.AddRange(await LedgerBench.RunAsync(
            request, ledgerShapes, cluster, subjects, progress, cancellationToken));
        string[] names = [.. rows.Select(r => r.Subject).Distinct()];
        string[] caller = s_baselines.Intersect(names).Any() ? [subjects.Caller] : [];
        return new BenchReport([.. cluster.Facts, .. caller, .. BenchNames.Describe(names)], rows, Faults(rows));
    }

    private static async Task<IReadOnlyList<BenchRow>> RunShapeAsync(
        BenchRequest request, Shape shape, SubjectFactory subjects, BenchDatabase database, IBenchProgress progress,
        CancellationToken cancellationToken)
    {
        await database.SettleDownAsync(cancellationToken);
        var entries = new List<(ISubject, Shape)>();
        try
        {
            foreach (var name in Subjects(shape).Where(request.WantsSubject))
                entries.Add((await subjects.CreateAsync(name, shape.Processes, database, cancellationToken), shape));
            var lines = await Interleaved.RunAsync(entries, request.Runs, request.Window, progress, cancellationToken);
            return Rows(lines);
        }
        finally
        {
            foreach (var (subject, _) in entries)
            {
                if (subject is IAsyncDisposable owned) await owned.DisposeAsync();
            }
        }
    }

    /// <summary>A baseline has one row; every other subject has one beside each baseline.</summary>
    internal static IReadOnlyList<BenchRow> Rows(IReadOnlyList<Comparison.Line> lines)
    {
        var baselines = lines.Where(l => s_baselines.Contains(l.Subject)).ToList();
        return
        [
            .. baselines.Select(line => Comparison.Row(Name, line, null)),
            .. lines.Except(baselines).SelectMany(line => baselines.Count == 0
                ? [Comparison.Row(Name, line, null)]
                : baselines.Select(baseline => Comparison.Row(Name, line, baseline))),
        ];
    }

    internal static IReadOnlyList<string> Faults(IReadOnlyList<BenchRow> rows) =>
    [
        .. rows.Where(r => r.Oversold > 0).Select(r => $"{r.Shape}: {r.Subject} oversold {r.Oversold} units.").Distinct(),
    ];

    private static IReadOnlyList<string> Subjects(Shape shape) =>
    [
        BenchNames.CheckAndIncrement,
        BenchNames.ConsumeTokens,
        .. shape.Customers > 1 ? [BenchNames.CheckAndIncrementWithLedger] : Array.Empty<string>(),
        BenchNames.Weir,
        BenchNames.WeirHttp,
    ];
}
