using Weir.Cli.Test;
using Weir.State;

namespace Weir.Cli.Sabotage;

/// <summary>
/// A copy of the checkout's sources in a folder of its own, which sabotages change and which is deleted after them.
/// </summary>
internal sealed class ScratchTree : IDisposable
{
    private static readonly string[] s_parts =
    [
        "src", "tests", "db", "blueprints", "samples", "eng", "docs", "Directory.Build.props", "Directory.Build.targets",
        "Directory.Packages.props", "global.json", ".editorconfig", "Weir.slnx",
    ];

    private static readonly string[] s_left = ["bin", "obj", "node_modules", "TestResults"];

    // Sabotaged code may leave a variable unused: that is not what is to be found out here.
    private static readonly string[] s_lenient =
        ["-p:TreatWarningsAsErrors=false", "-p:RunAnalyzers=false", "-p:EnforceCodeStyleInBuild=false"];

    public ScratchTree()
    {
        Root = Directory.CreateTempSubdirectory("weir-sabotage-").FullName;
        foreach (var part in s_parts)
        {
            var from = Path.Combine(Checkout.Root, part);
            if (Directory.Exists(from)) CopyFolder(from, Path.Combine(Root, part));
            else if (File.Exists(from)) File.Copy(from, Path.Combine(Root, part));
        }
    }

    public string Root { get; }

    /// <summary>Builds test projects; what they said if that failed.</summary>
    public async Task<string?> BuildAsync(IEnumerable<string> projects, CancellationToken cancellationToken)
    {
        foreach (var project in projects)
        {
            var (exitCode, output) = await TestProcess.RunAsync(
                [
                    "dotnet", "build", Path.Combine("tests", project), "--configuration", "Release", "--nologo",
                    "--verbosity", "quiet", .. s_lenient,
                ],
                Root, null, cancellationToken);
            if (exitCode != 0) return output;
        }
        return null;
    }

    /// <summary>Changes the tree itself; dispose the result to have it back as it was.</summary>
    public IDisposable Apply(SabotagePatch patch) => new Undo(Write(patch, Root));

    /// <summary>The database's scripts with changes, in a folder beside the tree.</summary>
    public string CopyScripts(SabotagePatch patch)
    {
        var folder = Path.Combine(Root, "sabotaged", patch.Name);
        CopyFolder(Path.Combine(Root, "db"), Path.Combine(folder, "db"));
        Write(patch, folder);
        return Path.Combine(folder, "db");
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);

    private static List<(string Path, string Before)> Write(SabotagePatch patch, string root)
    {
        var before = new List<(string, string)>();
        foreach (var change in patch.Changes)
        {
            var path = Path.Combine(root, change.File);
            var text = File.ReadAllText(path);
            before.Add((path, text));
            File.WriteAllText(path, change.ApplyTo(text));
        }
        return before;
    }

    private static void CopyFolder(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.GetFiles(from)) File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        foreach (var folder in Directory.GetDirectories(from))
        {
            var name = Path.GetFileName(folder);
            if (!s_left.Contains(name)) CopyFolder(folder, Path.Combine(to, name));
        }
    }

    /// <summary>Puts texts back, the last change first, since two may be of one file.</summary>
    private sealed class Undo(List<(string Path, string Before)> texts) : IDisposable
    {
        public void Dispose()
        {
            foreach (var (path, before) in Enumerable.Reverse(texts)) File.WriteAllText(path, before);
        }
    }
}
