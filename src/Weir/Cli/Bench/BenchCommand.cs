using System.CommandLine;
using System.Text.Json;
using Weir.Benches;

namespace Weir.Cli.Bench;

/// <summary><c>weir bench [NAME] [--json]</c></summary>
internal static class BenchCommand
{
    private static readonly JsonSerializerOptions s_json =
        new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, WriteIndented = true };

    private static readonly string[] s_names = [EngineBench.Name];

    public static Command Create()
    {
        var name = new Argument<string?>("name")
        {
            Description = $"One of: {string.Join(", ", s_names)} (default: all).",
            Arity = ArgumentArity.ZeroOrOne,
            HelpName = "NAME",
        };
        name.AcceptOnlyFromAmong(s_names);
        var json = SharedOptions.Json();
        var options = new BenchOptions();
        var command = new Command(
            "bench", "Measure Weir beside what an app would write by hand, on a PostgreSQL of its own.") { name, json };
        options.AddTo(command);
        command.SetAction((result, cancellationToken) =>
            RunAsync(options.Read(result), result.GetValue(json), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(BenchRequest request, bool json, CancellationToken cancellationToken)
    {
        var report = await BenchProgress.RunAsync(
            EngineBench.Name, progress => EngineBench.RunAsync(request, progress, cancellationToken));
        if (json) Terminal.Line(JsonSerializer.Serialize(report.Rows, s_json));
        else BenchTable.Print(report);
        foreach (var fault in report.Faults) Terminal.Error(fault);
        return report.Faults.Count == 0 ? 0 : 1;
    }
}
