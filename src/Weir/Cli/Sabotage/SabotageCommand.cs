using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Weir.Sandbox.Postgres;
using Weir.State;

namespace Weir.Cli.Sabotage;

/// <summary><c>weir sabotage [--only NAME] [--list] [--json]</c></summary>
internal static class SabotageCommand
{
    private static readonly JsonSerializerOptions s_json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    public static Command Create()
    {
        var only = new Option<string?>("--only")
        {
            Description = "Those whose name holds this text.",
            HelpName = "NAME",
        };
        var list = new Option<bool>("--list") { Description = "Show the sabotages, and that they still apply; run nothing." };
        var json = SharedOptions.Json();
        var command = new Command(
            "sabotage", "Take guards away, one at a time, and show that a test notices.") { only, list, json };
        command.SetAction((result, cancellationToken) =>
        {
            var patches = Find(result.GetValue(only));
            return result.GetValue(list)
                ? Task.FromResult(List(patches))
                : RunAsync(patches, result.GetValue(json), cancellationToken);
        });
        return command;
    }

    private static List<SabotagePatch> Find(string? only)
    {
        var folder = Path.Combine(Checkout.Root, "tests", "sabotage");
        if (!Directory.Exists(folder))
            throw new CommandFailedException("Sabotages are of a checkout of Weir; there is none above this program.");
        var patches = SabotageReader.ReadAll(folder)
            .Where(patch => only is null || patch.Name.Contains(only, StringComparison.OrdinalIgnoreCase))
            .ToList();
        return patches.Count > 0 ? patches : throw new CommandFailedException($"No sabotage's name holds '{only}'.");
    }

    private static int List(IReadOnlyList<SabotagePatch> patches)
    {
        foreach (var change in patches.SelectMany(patch => patch.Changes))
            change.ApplyTo(File.ReadAllText(Path.Combine(Checkout.Root, change.File)));
        Terminal.Table(
            ["sabotage", "what it breaks", "caught by"],
            [.. patches.Select(patch => (IReadOnlyList<string>)[patch.Name, patch.About, string.Join(", ", patch.Classes)])]);
        return 0;
    }

    private static async Task<int> RunAsync(
        IReadOnlyList<SabotagePatch> patches, bool json, CancellationToken cancellationToken)
    {
        var (results, fault) = await Terminal.WithProgressAsync(
            "Sabotaging", progress => RunAsync(patches, progress, cancellationToken));
        if (fault is not null) throw new CommandFailedException(fault);
        if (json) Terminal.Line(JsonSerializer.Serialize(results, s_json));
        else Print(results);
        return results.All(result => result.Outcome == SabotageOutcome.Caught) ? 0 : 1;
    }

    private static async Task<(IReadOnlyList<SabotageResult> Results, string? Fault)> RunAsync(
        IReadOnlyList<SabotagePatch> patches, IProgress<string> progress, CancellationToken cancellationToken)
    {
        using var tree = new ScratchTree();
        var given = Environment.GetEnvironmentVariable("WEIR_TEST_PG");
        await using var postgres = string.IsNullOrWhiteSpace(given) ? await StartAsync(progress, cancellationToken) : null;
        var run = new SabotageRun(tree, postgres?.ConnectionString ?? given!, progress);
        return await run.CheckBaselineAsync(patches, cancellationToken) is { } fault
            ? ([], fault)
            : (await run.RunAsync(patches, cancellationToken), null);
    }

    private static Task<EmbeddedPostgres> StartAsync(IProgress<string> progress, CancellationToken cancellationToken) =>
        EmbeddedPostgres.StartAsync(
            new EmbeddedPostgresOptions
            {
                StateDirectory = Path.Combine(Path.GetTempPath(), $"weir-sabotage-pg-{Guid.CreateVersion7():N}"),
                Ephemeral = true,
                MaxConnections = 200,
            },
            progress,
            cancellationToken);

    private static void Print(IReadOnlyList<SabotageResult> results)
    {
        Terminal.Table(
            ["sabotage", "outcome", "by", "seconds"],
            [.. results.Select(result => (IReadOnlyList<string>)
            [
                result.Name, result.Outcome.ToString().ToLowerInvariant(),
                result.Outcome == SabotageOutcome.Caught ? result.Detail : "",
                result.Seconds.ToString("0.0", CultureInfo.InvariantCulture),
            ])]);
        foreach (var result in results.Where(result => result.Outcome != SabotageOutcome.Caught))
        {
            Terminal.Line();
            Terminal.Line($"{result.Name} {result.Outcome.ToString().ToLowerInvariant()}: {result.Detail}");
        }
        Terminal.Line();
        Terminal.Line(
            $"{results.Count(result => result.Outcome == SabotageOutcome.Caught)} of {results.Count} sabotages caught.");
    }
}
