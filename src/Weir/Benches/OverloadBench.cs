using Weir.Benches.Cluster;
using Weir.Benches.Load;
using Weir.Benches.Statistics;
using Weir.Benches.Subjects;

namespace Weir.Benches;

/// <summary>
/// <c>bench overload</c>: what a closed loop finds to be the capacity, then four times as many arrivals in an open loop.
/// </summary>
internal static class OverloadBench
{
    public const string Name = "overload";
    private const int Times = 4;
    private const int FewestClients = 200;
    private const int MostClients = 3_200;

    // So much more with twice the clients, or the capacity is found.
    private const double Gain = 1.05;

    public static IReadOnlyList<Shape> Shapes(BenchRequest request)
    {
        Shape[] all = [new("overload-spread", FewestClients, request.Customers), new("overload-hot", FewestClients, 1)];
        return [.. all.Where(s => request.Wants(s.Name) && (!request.Quick || s.Customers > 1))];
    }

    public static async Task<BenchReport> RunAsync(
        BenchRequest request, IBenchProgress progress, CancellationToken cancellationToken)
    {
        string[] names = [.. new[] { BenchNames.Weir, BenchNames.WeirHttp }.Where(request.WantsSubject)];
        var shapes = Shapes(request);
        if (shapes.Count == 0) return BenchReport.Nothing;
        progress.Expect(names.Length * shapes.Count * ((request.Runs * 2) + 1));
        await using var cluster = await BenchCluster.StartAsync(progress, cancellationToken);
        progress.Report("Making customers");
        await BenchDatabase.MakeTemplateAsync(cluster.Superuser, request.Customers, cancellationToken);
        await using var database = await BenchDatabase.CloneAsync(cluster.Superuser, "bench", cancellationToken);
        await using var subjects = await SubjectFactory.StartAsync(request, cluster, cancellationToken);
        var rows = new List<BenchRow>();
        foreach (var shape in shapes)
        {
            foreach (var name in names)
            {
                await database.SettleDownAsync(cancellationToken);
                await using var subject = name == BenchNames.Weir
                    ? await subjects.InProcessAsync(name, shape.Processes, database, cancellationToken)
                    : await subjects.OverHttpAsync(name, shape.Processes, database, cancellationToken);
                rows.AddRange(await MeasureAsync(subject, shape, request, progress, cancellationToken));
            }
        }
        return new BenchReport([.. cluster.Facts, .. BenchNames.Describe(names)], rows, Faults(rows));
    }

    private static async Task<IReadOnlyList<BenchRow>> MeasureAsync(
        ProcessSubject subject, Shape shape, BenchRequest request, IBenchProgress progress,
        CancellationToken cancellationToken)
    {
        shape = shape with { Clients = await FindClientsAsync(subject, shape, request, progress, cancellationToken) };
        var plan = PlanOf(shape);
        var peaks = new List<Measured>();
        var floods = new List<(Measured Measured, LoadReport Report)>();
        for (var run = 1; run <= request.Runs; run++)
        {
            progress.Step($"{shape.Name}: {subject.Name}, capacity with {shape.Clients} clients, run {run} of {request.Runs}");
            peaks.Add((await subject.RunAsync(plan, request.Window, cancellationToken)).Measured);
            var capacity = Median.Of(peaks.Select(p => p.OperationsPerSecond));
            progress.Step($"{shape.Name}: {subject.Name}, {Times} times {capacity:N0}/s, run {run} of {request.Runs}");
            floods.Add(await subject.RunAsync(
                plan with { Mode = LoadMode.Open, Rate = capacity * Times }, request.Window, cancellationToken));
        }
        return Rows(shape, subject.Name, peaks, floods);
    }

    /// <summary>Batches grow with the clients, and capacity with the batches: as many as still bring more.</summary>
    private static async Task<int> FindClientsAsync(
        ProcessSubject subject, Shape shape, BenchRequest request, IBenchProgress progress,
        CancellationToken cancellationToken)
    {
        progress.Step($"{shape.Name}: {subject.Name}, warm-up");
        await subject.VisitAsync(shape, cancellationToken);
        await subject.RunAsync(PlanOf(shape), request.Window, cancellationToken);
        var (clients, best) = (shape.Clients, 0.0);
        for (var next = clients; next <= MostClients; next *= 2)
        {
            progress.Report($"{shape.Name}: {subject.Name}, capacity with {next} clients");
            var run = await subject.RunAsync(
                PlanOf(shape with { Clients = next }), request.Window, cancellationToken);
            if (run.Measured.OperationsPerSecond < best * Gain) break;
            (clients, best) = (next, run.Measured.OperationsPerSecond);
        }
        return clients;
    }

    private static LoadPlan PlanOf(Shape shape) => new()
    {
        Mode = LoadMode.Closed,
        Clients = shape.Clients,
        Customers = shape.Customers,
        Meter = BenchCatalog.Meter,
    };

    internal static IReadOnlyList<BenchRow> Rows(
        Shape shape, string subject, IReadOnlyList<Measured> peaks,
        IReadOnlyList<(Measured Measured, LoadReport Report)> floods)
    {
        var peak = new Comparison.Line($"{subject} at capacity", shape, peaks, null);
        var flood = new Comparison.Line($"{subject} at {Times}x", shape, [.. floods.Select(f => f.Measured)], null);
        var refused = floods.Select(f => (f.Report.Refused, f.Measured.Seconds)).ToList();
        return
        [
            Comparison.Row(Name, peak, null),
            Comparison.Row(Name, flood, peak) with
            {
                OfferedPerS = Math.Round(Median.Of(floods.Select(f => f.Report.Arrivals / f.Measured.Seconds))),
                RefusedPerS = Math.Round(Median.Of(refused.Select(r => r.Refused.Count / r.Seconds))),
                RefusalP99Ms = Math.Round(Median.Of(refused.Select(r => r.Refused.Quantile(0.99) / 1000)), 3),
                RefusalMaxMs = Math.Round(refused.Max(r => r.Refused.Quantile(1)) / 1000, 3),
                SettlesFailed = floods.Sum(f => f.Report.SettlesFailed),
                NotOffered = floods.Sum(f => f.Report.NotOffered),
            },
        ];
    }

    internal static IReadOnlyList<string> Faults(IReadOnlyList<BenchRow> rows) =>
    [
        .. rows.Where(r => r.SettlesFailed > 0).Select(r => $"{r.Shape}: {r.Subject} lost {r.SettlesFailed} settles."),
    ];
}
