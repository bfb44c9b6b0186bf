using System.Globalization;
using System.Text.RegularExpressions;

namespace Weir.Sandbox.Postgres;

/// <summary>A folder with <c>postgres</c> and <c>initdb</c>, and the version it holds.</summary>
internal sealed partial record PostgresBinaries(string BinDirectory, Version Version)
{
    public string Postgres => Path.Combine(BinDirectory, "postgres");

    public string InitDb => Path.Combine(BinDirectory, "initdb");

    /// <summary>The binaries in a folder, or null when it holds none that run here.</summary>
    public static async Task<PostgresBinaries?> InspectAsync(string binDirectory, CancellationToken cancellationToken)
    {
        var postgres = Path.Combine(binDirectory, "postgres");
        if (!File.Exists(postgres) || !File.Exists(Path.Combine(binDirectory, "initdb"))) return null;
        var result = await Command.RunAsync([postgres, "--version"], cancellationToken);
        var match = VersionPattern().Match(result.Output);
        if (!result.Succeeded || !match.Success) return null;
        var major = int.Parse(match.Groups["major"].Value, CultureInfo.InvariantCulture);
        var minor = match.Groups["minor"] is { Success: true } group
            ? int.Parse(group.Value, CultureInfo.InvariantCulture)
            : 0;
        return new PostgresBinaries(binDirectory, new Version(major, minor));
    }

    [GeneratedRegex(@"\(PostgreSQL\) (?<major>\d+)(\.(?<minor>\d+))?")]
    private static partial Regex VersionPattern();
}
