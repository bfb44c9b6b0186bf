using System.CommandLine;
using Weir.State;

namespace Weir.Cli.Apply;

/// <summary><c>weir apply BLUEPRINT [--dry-run] [--move-subscribers]</c></summary>
internal static class ApplyCommand
{
    public static Command Create()
    {
        var blueprint =
            new Argument<string>("blueprint") { Description = "Name of a blueprint, or a folder with weir.yaml." };
        var dryRun = new Option<bool>("--dry-run") { Description = "Show the difference and change nothing." };
        var move = new Option<bool>("--move-subscribers")
        {
            Description = "Give running subscriptions the newest version of their plan.",
        };
        var state = SharedOptions.State();
        var command = new Command(
            "apply", "Validate a blueprint, show the difference, and apply it in one transaction.")
        {
            blueprint, dryRun, move, state,
        };
        command.SetAction((result, cancellationToken) => RunAsync(
            result.GetRequiredValue(blueprint), result.GetValue(dryRun), result.GetValue(move),
            result.StateFolder(state), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(
        string blueprint, bool dryRun, bool move, StateFolder state, CancellationToken cancellationToken)
    {
        var loaded = LoadedBlueprint.Load(blueprint);
        await using var owner = OwnerDatabase.Open(OwnerDatabase.Find(state));
        var changes = await loaded.ApplyAsync(owner, dryRun, move, cancellationToken);
        foreach (var change in changes) Terminal.Line(change.ToString());
        Terminal.Line((changes.Count, dryRun) switch
        {
            (0, _) => $"{loaded.Catalog.Blueprint}: nothing to change.",
            (_, true) => $"{loaded.Catalog.Blueprint}: {changes.Count} change(s), none applied (--dry-run).",
            _ => $"{loaded.Catalog.Blueprint}: {changes.Count} change(s) applied.",
        });
        return 0;
    }
}
