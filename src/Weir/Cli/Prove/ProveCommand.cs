using System.CommandLine;
using System.Globalization;
using System.Security.Cryptography;
using Spectre.Console;

namespace Weir.Cli.Prove;

/// <summary><c>weir prove [NAME] [--seed N] [--ops N]</c></summary>
internal static class ProveCommand
{
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
        var command = new Command("prove", "Run the long proofs at full size.") { name, seed, operations };
        command.SetAction((result, cancellationToken) => RunAsync(
            result.GetValue(name), result.GetValue(seed), result.GetValue(operations), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(
        string? name, int? seed, long? operations, CancellationToken cancellationToken)
    {
        var violations = 0L;
        foreach (var proof in Proofs.All.Where(proof => name is null || proof.Name == name))
        {
            var request = new ProofRequest(
                seed ?? RandomNumberGenerator.GetInt32(int.MaxValue), operations ?? proof.FullSize);
            Terminal.Line($"{proof.Name}: {proof.Claim}");
            var outcome = await WithBarAsync(proof, request, cancellationToken);
            Report(proof, request, outcome);
            violations += outcome.Violations;
        }
        return violations == 0 ? 0 : 1;
    }

    private static Task<ProofOutcome> WithBarAsync(
        Proof proof, ProofRequest request, CancellationToken cancellationToken)
    {
        if (!Terminal.IsInteractive) return proof.RunAsync(request, new Progress<long>(), cancellationToken);
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

    private static void Report(Proof proof, ProofRequest request, ProofOutcome outcome)
    {
        foreach (var (count, value) in outcome.Counts.OrderByDescending(pair => pair.Value))
            Terminal.Line(string.Create(CultureInfo.InvariantCulture, $"  {count,-32} {value,12:N0}"));
        foreach (var sample in outcome.Samples) Terminal.Line($"  violation: {sample}");
        Terminal.Line(string.Create(
            CultureInfo.InvariantCulture,
            $"  seed {request.Seed}, {outcome.Operations:N0} operations, {outcome.Violations:N0} violations"));
        Terminal.Line($"  again: ./weir prove {proof.Name} --seed {request.Seed} --ops {request.Operations}");
    }
}
