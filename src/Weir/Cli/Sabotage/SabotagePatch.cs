namespace Weir.Cli.Sabotage;

/// <summary>A small change that takes a guard away, and who must notice.</summary>
/// <param name="Name">File name without its ending.</param>
/// <param name="About">What it breaks, in a sentence.</param>
/// <param name="Project">Test project that notices.</param>
/// <param name="Classes">Its test classes that notice, without namespaces; one of them must.</param>
/// <param name="Changes">In order; each applies exactly once.</param>
internal sealed record SabotagePatch(
    string Name, string About, string Project, IReadOnlyList<string> Classes, IReadOnlyList<SabotageChange> Changes)
{
    /// <summary>Changes only scripts of the database: nothing needs to be built.</summary>
    public bool IsSql => Changes.All(change => change.File.StartsWith("db/", StringComparison.Ordinal));
}
