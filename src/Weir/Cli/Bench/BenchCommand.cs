using System.CommandLine;
using Weir.Benches;

namespace Weir.Cli.Bench;

/// <summary><c>weir bench [NAME] [--json]</c></summary>
internal static class BenchCommand
{
    private static readonly
        (string Name, Func<BenchRequest, IBenchProgress, CancellationToken, Task<BenchReport>> RunAsync)[] s_benches =
        [
            (EngineBench.Name, EngineBench.RunAsync),
            (OverloadBench.Name, OverloadBench.RunAsync),
            (WebhookBench.Name, WebhookBench.RunAsync),
        ];

    public static Command Create()
    {
        var name = new Argument<string?>("name")
        {
            Description = $"One of: {string.Join(", ", s_benches.Select(bench => bench.Name))} (default: all).",
            Arity = ArgumentArity.ZeroOrOne,
            HelpName = "NAME",
        };
        name.AcceptOnlyFromAmong([.. s_benches.Select(bench => bench.Name)]);
        var json = SharedOptions.Json();
        var options = new BenchOptions();
        var command = new Command(
            "bench", "Measure Weir beside what an app would write by hand, on a PostgreSQL of its own.") { name, json };
        options.AddTo(command);
        command.SetAction((result, cancellationToken) =>
            RunAsync(result.GetValue(name), options.Read(result), result.GetValue(json), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(
        string? name, BenchRequest request, bool json, CancellationToken cancellationToken)
    {
        var rows = new List<BenchRow>();
        var faults = 0;
        foreach (var bench in s_benches.Where(bench => name is null || bench.Name == name))
        {
            var report = await BenchProgress.RunAsync(
                bench.Name, progress => bench.RunAsync(request, progress, cancellationToken));
            if (!json) BenchTable.Print(report);
            else foreach (var fact in report.Facts) Terminal.Error(fact);
            foreach (var fault in report.Faults) Terminal.Error(fault);
            rows.AddRange(report.Rows);
            faults += report.Faults.Count;
        }
        if (json) Terminal.Line(BenchJson.Write(rows));
        return faults == 0 ? 0 : 1;
    }
}
