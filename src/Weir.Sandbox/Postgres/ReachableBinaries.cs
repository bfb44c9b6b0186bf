using System.Security.Cryptography;
using System.Text;

namespace Weir.Sandbox.Postgres;

/// <summary>
/// Binaries where PostgreSQL's account can read them: copied once when root keeps them in a closed folder, such as its
/// home.
/// </summary>
internal static class ReachableBinaries
{
    private const string Copies = ClusterFolder.SharedHomes + "/binaries";

    public static async Task<PostgresBinaries> ForAsync(
        PostgresAccount account, PostgresBinaries found, IProgress<string>? progress,
        CancellationToken cancellationToken)
    {
        if (account.CanReach(found.BinDirectory)) return found;
        var origin = Path.GetDirectoryName(found.BinDirectory)!;
        var stamp = File.GetLastWriteTimeUtc(found.Postgres).Ticks;
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{origin} {stamp}")))[..8];
        var copy = Path.Combine(Copies, $"{found.Version}-{hash}");
        if (!Directory.Exists(copy))
        {
            PostgresAccount.MakePassable(ClusterFolder.SharedHomes);
            PostgresAccount.MakePassable(Copies);
            using var exclusive = await ExclusiveFile.AcquireAsync(
                Path.Combine(Copies, ".lock"), TimeSpan.FromMinutes(2), cancellationToken);
            if (!Directory.Exists(copy))
            {
                progress?.Report($"Copying PostgreSQL's programs to {copy}: its account cannot read {origin}");
                await CopyAsync(origin, copy, cancellationToken);
            }
        }
        return found with { BinDirectory = Path.Combine(copy, Path.GetFileName(found.BinDirectory)) };
    }

    private static async Task CopyAsync(string origin, string copy, CancellationToken cancellationToken)
    {
        var unfinished = copy + ".new";
        if (Directory.Exists(unfinished)) Directory.Delete(unfinished, recursive: true);
        var result = await Command.RunAsync(["cp", "-R", "-P", origin, unfinished], cancellationToken);
        if (result.Succeeded) result = await Command.RunAsync(["chmod", "-R", "a+rX", unfinished], cancellationToken);
        if (!result.Succeeded) throw new EmbeddedPostgresException($"Cannot copy {origin} to {copy}: {result.Tail}");
        Directory.Move(unfinished, copy);
    }
}
