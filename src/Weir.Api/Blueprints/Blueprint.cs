using System.Text.RegularExpressions;
using Weir.Api.Blueprints.Reading;
using Weir.Api.Blueprints.Yaml;
using Weir.Core.Catalog;

namespace Weir.Api.Blueprints;

/// <summary>
/// Reads a blueprint's folder (<c>weir.yaml</c> and <c>prompts/*.md</c>) into a catalog. Pure but for reading these
/// files; every fault is reported at once, with file, line and the way out. How to write one:
/// <c>blueprints/README.md</c>.
/// </summary>
public static partial class Blueprint
{
    /// <summary>The file that every blueprint has.</summary>
    public const string FileName = "weir.yaml";

    internal const string NameRule = "lower-case letters, digits and -, a letter first, at most 63";

    /// <summary>
    /// Loads the blueprint in a folder, or the one of a name from the folder of blueprints that comes with Weir.
    /// </summary>
    /// <param name="folderOrName">Path of a folder, or a name such as <c>scritorio</c>.</param>
    /// <param name="blueprintsFolder">
    /// Folder of the named ones; null looks for <c>blueprints/</c> upwards from the program and from here.
    /// </param>
    /// <param name="timeProvider">Says which prices are in force; null takes the system's clock.</param>
    public static BlueprintResult Load(
        string folderOrName, string? blueprintsFolder = null, TimeProvider? timeProvider = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folderOrName);
        var faults = new FaultList();
        if (Find(folderOrName, blueprintsFolder, faults) is not { } folder)
            return new BlueprintResult(null, faults.Sorted(), null);
        var catalog = Read(folder, (timeProvider ?? TimeProvider.System).GetUtcNow(), faults);
        return new BlueprintResult(faults.Count == 0 ? catalog : null, faults.Sorted(), folder);
    }

    internal static bool IsName(string text) => Name().IsMatch(text);

    private static AppCatalog? Read(string folder, DateTimeOffset now, FaultList faults)
    {
        if (TextFile.Read(folder, FileName, faults) is not { } text) return null;
        if (YamlReader.Read(FileName, text, faults) is not { } root) return null;
        var draft = new BlueprintReader(faults, new PromptFiles(folder, faults)).Read(root);
        new BlueprintChecks(faults, draft, now).Run();
        return faults.Count == 0 ? DraftCompiler.Compile(draft) : null;
    }

    private static string? Find(string folderOrName, string? blueprintsFolder, FaultList faults)
    {
        if (File.Exists(Path.Combine(folderOrName, FileName))) return Path.GetFullPath(folderOrName);
        if (!IsName(folderOrName))
        {
            faults.Add(folderOrName, 0, $"there is no {FileName} in this folder");
            return null;
        }
        var roots = blueprintsFolder is null ? NearbyFolders() : [blueprintsFolder];
        var known = new List<string>();
        foreach (var root in roots.Where(Directory.Exists))
        {
            if (File.Exists(Path.Combine(root, folderOrName, FileName)))
                return Path.GetFullPath(Path.Combine(root, folderOrName));
            known.AddRange(Directory.EnumerateDirectories(root)
                .Where(d => File.Exists(Path.Combine(d, FileName)))
                .Select(d => Path.GetFileName(d)));
        }
        faults.AddUnknown(
            folderOrName, 0, "there is no blueprint of this name, and no folder with a weir.yaml",
            folderOrName, [.. known.Distinct().Order(StringComparer.Ordinal)]);
        return null;
    }

    private static IEnumerable<string> NearbyFolders()
    {
        foreach (var start in new[] { AppContext.BaseDirectory, Directory.GetCurrentDirectory() })
        {
            for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
                yield return Path.Combine(folder.FullName, "blueprints");
        }
    }

    [GeneratedRegex(@"\A[a-z][a-z0-9-]{0,62}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Name();
}
