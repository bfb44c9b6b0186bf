namespace Weir.Sandbox.Postgres;

/// <summary>
/// Finds a PostgreSQL of version 15 or newer: the named folder, else the npm package, else what the system has.
/// </summary>
internal static class PostgresLocator
{
    public const int OldestMajor = 15;
    private const string BinVariable = "WEIR_POSTGRES_BIN";
    private static readonly string[] s_homebrew = ["/opt/homebrew/opt", "/usr/local/opt"];

    /// <param name="binDirectory">The only folder to look into, or null.</param>
    /// <param name="major">Version that existing data ask for, or null for the best.</param>
    /// <param name="progress">Told when something is downloaded.</param>
    /// <param name="cancellationToken">Cancels a download.</param>
    /// <exception cref="EmbeddedPostgresException">Nothing fits; the message lists what was tried.</exception>
    public static async Task<PostgresBinaries> FindAsync(
        string? binDirectory, int? major, IProgress<string>? progress, CancellationToken cancellationToken)
    {
        binDirectory ??= Environment.GetEnvironmentVariable(BinVariable) is { Length: > 0 } named ? named : null;
        var tried = new List<string>();
        await foreach (var (folder, problem) in CandidatesAsync(binDirectory, progress, cancellationToken))
        {
            if (problem is not null)
            {
                tried.Add(problem);
                continue;
            }
            var found = await PostgresBinaries.InspectAsync(folder, cancellationToken);
            if (found is null) tried.Add($"{folder}: no postgres and initdb that run here");
            else if (found.Version.Major < OldestMajor)
                tried.Add($"{folder}: PostgreSQL {found.Version} is older than {OldestMajor}");
            else if (major is not null && found.Version.Major != major)
                tried.Add($"{folder}: PostgreSQL {found.Version}");
            else return found;
        }
        var wanted = major is null
            ? $"PostgreSQL {OldestMajor} or newer"
            : $"PostgreSQL {major}, which made the existing data,";
        throw new EmbeddedPostgresException(
            $"{wanted} was not found.\n"
            + string.Concat(tried.Select(line => $"  - {line}\n"))
            + $"Install it, or set {BinVariable} to the folder that holds postgres and initdb"
            + (major is null ? "." : ", or start with another state folder (--state DIR). The data were not touched."));
    }

    private static async IAsyncEnumerable<(string Folder, string? Problem)> CandidatesAsync(
        string? binDirectory,
        IProgress<string>? progress,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (binDirectory is not null)
        {
            yield return (Path.GetFullPath(binDirectory), null);
            yield break;
        }
        if (NpmPostgresPackage.ForThisMachine() is { } package)
        {
            var problem = await package.EnsureInstalledAsync(progress, cancellationToken);
            yield return (package.BinDirectory, problem is null ? null : $"{package.Name}: {problem}");
        }
        if (Command.Find("postgres") is { } onPath) yield return (Path.GetDirectoryName(onPath)!, null);
        foreach (var folder in SystemFolders()) yield return (folder, null);
    }

    private static IEnumerable<string> SystemFolders()
    {
        string[] debian = Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql")
            : [];
        var homebrew = s_homebrew
            .Where(Directory.Exists)
            .SelectMany(folder => Directory.GetDirectories(folder, "postgresql@*"));
        return debian.Concat(homebrew)
            .OrderByDescending(
                folder => int.TryParse(Path.GetFileName(folder).Split('@')[^1], out var major) ? major : 0)
            .Select(folder => Path.Combine(folder, "bin"));
    }
}
