using System.Diagnostics;

namespace Weir.Cli.Sabotage;

/// <summary>
/// Applies sabotages to a scratch tree, one after the other (those of SQL two at a time), and lets the tests find them.
/// </summary>
internal sealed class SabotageRun(ScratchTree tree, string postgres, IProgress<string> progress)
{
    private const int SqlAtOnce = 2;

    /// <summary>Variable that tells the test kit which scripts to make databases from.</summary>
    private const string ScriptsVariable = "WEIR_TEST_DB";

    private int _done;

    /// <summary>What is wrong with the tree as it is: a test that fails anyway catches nothing. Null when all is well.</summary>
    public async Task<string?> CheckBaselineAsync(IReadOnlyList<SabotagePatch> patches, CancellationToken cancellationToken)
    {
        var projects = patches.ToLookup(patch => patch.Project);
        progress.Report("Building the tree without sabotage");
        if (await tree.BuildAsync(projects.Select(project => project.Key), cancellationToken) is { } broken)
            return $"The tree does not build:\n{broken}";
        foreach (var project in projects)
        {
            var classes = project.SelectMany(patch => patch.Classes).Distinct().Order(StringComparer.Ordinal).ToList();
            progress.Report($"{project.Key} without sabotage: {classes.Count} classes");
            var (outcome, detail) = await ClassRun.RunAsync(tree, project.Key, classes, Environment(null), cancellationToken);
            if (outcome != SabotageOutcome.Survived) return $"Without sabotage, {project.Key} fails: {detail}";
        }
        return null;
    }

    /// <summary>The results, in the order of the sabotages.</summary>
    public async Task<IReadOnlyList<SabotageResult>> RunAsync(
        IReadOnlyList<SabotagePatch> patches, CancellationToken cancellationToken)
    {
        var results = new SabotageResult[patches.Count];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = SqlAtOnce, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(patches.Index().Where(patch => patch.Item.IsSql), parallel, async (patch, token) =>
            results[patch.Index] = await RunAsync(patch.Item, patches.Count, ScriptsAsync, token));
        foreach (var (index, patch) in patches.Index().Where(patch => !patch.Item.IsSql))
            results[index] = await RunAsync(patch, patches.Count, CodeAsync, cancellationToken);
        return results;
    }

    private async Task<SabotageResult> RunAsync(
        SabotagePatch patch, int count,
        Func<SabotagePatch, CancellationToken, Task<(SabotageOutcome Outcome, string Detail)>> sabotage,
        CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        var (outcome, detail) = await sabotage(patch, cancellationToken);
        var seconds = Math.Round(Stopwatch.GetElapsedTime(started).TotalSeconds, 1);
        progress.Report(
            $"{Interlocked.Increment(ref _done)} of {count}: {patch.Name} {outcome.ToString().ToLowerInvariant()} ({seconds} s)");
        return new SabotageResult(patch.Name, outcome, detail, seconds);
    }

    private Task<(SabotageOutcome Outcome, string Detail)> ScriptsAsync(
        SabotagePatch patch, CancellationToken cancellationToken) =>
        ClassRun.RunAsync(tree, patch.Project, patch.Classes, Environment(tree.CopyScripts(patch)), cancellationToken);

    private async Task<(SabotageOutcome Outcome, string Detail)> CodeAsync(
        SabotagePatch patch, CancellationToken cancellationToken)
    {
        using var undo = tree.Apply(patch);
        return await tree.BuildAsync([patch.Project], cancellationToken) is { } broken
            ? (SabotageOutcome.Broken, broken)
            : await ClassRun.RunAsync(tree, patch.Project, patch.Classes, Environment(null), cancellationToken);
    }

    private Dictionary<string, string> Environment(string? scripts)
    {
        var environment = new Dictionary<string, string> { ["WEIR_TEST_PG"] = postgres };
        if (scripts is not null) environment[ScriptsVariable] = scripts;
        return environment;
    }
}
