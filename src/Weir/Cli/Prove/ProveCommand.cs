using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Spectre.Console;

namespace Weir.Cli.Prove;

/// <summary><c>weir prove [NAME] [--seed N] [--ops N] [--json]</c></summary>
internal static class ProveCommand
{
    private static readonly JsonSerializerOptions s_json =
        new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, WriteIndented = true };

    public static Command Create()
    {
        var name = new Argument<string?>("name")
        {
            Description = $"One of: {string.Join(", ", Proofs.All.Select(proof => proof.Name))} (default: all).",
            Arity = ArgumentArity.ZeroOrOne,
            HelpName = "NAME",
        };
        name.AcceptOnlyFromAmong([.. Proofs.All.Select(proof => proof.Name)]);
        var seed = new Option<int?>("--seed") { Description = "Repeat a run.", HelpName = "N" };
        var operations = new Option<long?>("--ops")
        {
            Description = "How many operations (default: the full size).",
            HelpName = "N",
        };
        operations.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<long?>() is < 1) result.AddError("--ops is at least 1.");
        });
        var json = SharedOptions.Json();
        var command = new Command("prove", "Run the long proofs at full size.") { name, seed, operations, json };
        command.SetAction((result, cancellationToken) => RunAsync(
            result.GetValue(name), result.GetValue(seed), result.GetValue(operations), result.GetValue(json),
            cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(
        string? name, int? seed, long? operations, bool json, CancellationToken cancellationToken)
    {
        var violations = 0L;
        var reports = new List<ProofReport>();
        foreach (var proof in Proofs.All.Where(proof => name is null || proof.Name == name))
        {
            var request = new ProofRequest(
                seed ?? RandomNumberGenerator.GetInt32(int.MaxValue), operations ?? proof.FullSize);
            if (!json) Terminal.Line($"{proof.Name}: {proof.Claim}");
            var started = Stopwatch.GetTimestamp();
            var outcome = await WithBarAsync(proof, request, json, cancellationToken);
            var report = new ProofReport(proof, request, outcome, Stopwatch.GetElapsedTime(started));
            reports.Add(report);
            if (!json) Print(report);
            violations += outcome.Violations;
        }
        if (json) Terminal.Line(JsonSerializer.Serialize(reports, s_json));
        return violations == 0 ? 0 : 1;
    }

    private static Task<ProofOutcome> WithBarAsync(
        Proof proof, ProofRequest request, bool json, CancellationToken cancellationToken)
    {
        if (json || !Terminal.IsInteractive)
            return proof.RunAsync(request, new LongLines(proof.Name, request.Operations), cancellationToken);
        return AnsiConsole.Progress()
            .Columns(
                new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(context =>
            {
                var bar = context.AddTask(proof.Name, maxValue: request.Operations);
                return proof.RunAsync(
                    request, new Progress<long>(done => bar.Value = Math.Max(bar.Value, done)), cancellationToken);
            });
    }

    private static void Print(ProofReport report)
    {
        foreach (var (count, value) in report.Counts.OrderByDescending(pair => pair.Value))
            Terminal.Line(string.Create(CultureInfo.InvariantCulture, $"  {count,-32} {value,12:N0}"));
        foreach (var sample in report.Samples) Terminal.Line($"  violation: {sample}");
        Terminal.Line(string.Create(
            CultureInfo.InvariantCulture,
            $"  seed {report.Seed}, {report.Operations:N0} operations, {report.Violations:N0} violations, "
            + $"{report.Seconds:N1} s"));
        Terminal.Line($"  again: {report.Again}");
    }
}
