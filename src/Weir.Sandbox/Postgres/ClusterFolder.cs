using System.Globalization;
using System.Security.Cryptography;

namespace Weir.Sandbox.Postgres;

/// <summary>
/// Where one cluster keeps what: the state folder (password, lock, and <c>location</c>, which names the home) belongs
/// to whoever runs Weir; the home (data, log) to the account that runs PostgreSQL.
/// </summary>
internal sealed class ClusterFolder
{
    /// <summary>
    /// Homes for clusters of root whose state folder PostgreSQL's account cannot reach, such as one below /root.
    /// </summary>
    internal const string SharedHomes = "/var/lib/weir";

    /// <summary>A folder in memory, on Linux.</summary>
    internal const string Memory = "/dev/shm";

    private const long NeededMemoryBytes = 2L << 30;
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private readonly string _state;
    private readonly PostgresAccount _account;

    private ClusterFolder(string state, string home, PostgresAccount account)
    {
        _state = state;
        Home = home;
        _account = account;
    }

    public string Home { get; }

    public string Data => Path.Combine(Home, "data");

    public string Log => Path.Combine(Home, "postgres.log");

    /// <summary>Opens the folder, making what is missing.</summary>
    public static async Task<ClusterFolder> OpenAsync(
        EmbeddedPostgresOptions options, PostgresAccount account, CancellationToken cancellationToken)
    {
        var state = Path.GetFullPath(options.StateDirectory);
        var location = Path.Combine(state, "location");
        string home;
        if (File.Exists(location))
        {
            home = (await File.ReadAllTextAsync(location, cancellationToken)).Trim();
        }
        else
        {
            home = ChooseHome(state, account, options);
            await File.WriteAllTextAsync(location, home, cancellationToken);
        }
        if (!Directory.Exists(home)) await account.OwnAsync(home, cancellationToken);
        return new ClusterFolder(state, home, account);
    }

    /// <summary>Major version of the data, or null when there are none yet.</summary>
    public int? DataMajor()
    {
        if (!Directory.Exists(Data)) return null;
        var file = Path.Combine(Data, "PG_VERSION");
        if (File.Exists(file)
            && int.TryParse(File.ReadAllText(file).Trim(), CultureInfo.InvariantCulture, out var major))
            return major;
        if (!Directory.EnumerateFileSystemEntries(Data).Any())
        {
            Directory.Delete(Data);
            return null;
        }
        throw new EmbeddedPostgresException(
            $"{Data} is not empty and holds no PostgreSQL data (PG_VERSION is missing). "
            + "Move it away, or start with another state folder (--state DIR). Nothing was changed.");
    }

    /// <summary>The superuser's password, made on first use.</summary>
    public async Task<string> PasswordAsync(bool dataExist, CancellationToken cancellationToken)
    {
        var file = Path.Combine(_state, "password");
        if (File.Exists(file)) return (await File.ReadAllTextAsync(file, cancellationToken)).Trim();
        if (dataExist)
        {
            throw new EmbeddedPostgresException(
                $"{file} is missing: the data in {Data} cannot be opened without it. Bring the file back, "
                + "or start with another state folder (--state DIR). Nothing was changed.");
        }
        var password = RandomNumberGenerator.GetHexString(32, lowercase: true);
        await using var stream = new FileStream(
            file,
            new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = OwnerOnly });
        await stream.WriteAsync(System.Text.Encoding.ASCII.GetBytes(password), cancellationToken);
        return password;
    }

    /// <summary>
    /// Makes the data: under another name first, which one rename turns into the real one, so that an interrupted
    /// initdb leaves nothing that looks finished.
    /// </summary>
    public async Task InitializeAsync(
        PostgresBinaries binaries, string password, bool ephemeral, CancellationToken cancellationToken)
    {
        var unfinished = Data + ".init";
        if (Directory.Exists(unfinished)) Directory.Delete(unfinished, recursive: true);
        // The password goes through a pipe into a file of the account's own: not on a command line, which others can
        // read.
        var result = await Command.RunAsync(
            _account.Wrap(
                ["/bin/sh", "-c", """umask 077; cat >"$0" && "$@"; code=$?; rm -f "$0"; exit $code""",
                 Path.Combine(Home, "password.init"), .. InitDb(binaries, unfinished, ephemeral)]),
            cancellationToken, Home, password, PostgresEnvironment.Variables);
        if (!result.Succeeded) throw new EmbeddedPostgresException($"initdb failed:\n{result.Tail}");
        await WriteAccessRulesAsync(unfinished, cancellationToken);
        Directory.Move(unfinished, Data);
    }

    /// <summary>Deletes a throw-away cluster.</summary>
    public void Delete()
    {
        if (Directory.Exists(Home)) Directory.Delete(Home, recursive: true);
        if (Directory.Exists(_state)) Directory.Delete(_state, recursive: true);
    }

    private IEnumerable<string> InitDb(PostgresBinaries binaries, string directory, bool ephemeral)
    {
        yield return binaries.InitDb;
        yield return $"--pgdata={directory}";
        yield return "--username=supabase_admin";
        yield return $"--pwfile={Path.Combine(Home, "password.init")}";
        yield return "--auth=scram-sha-256";
        yield return "--encoding=UTF8";
        yield return "--data-checksums";
        if (ephemeral) yield return "--no-sync";
        if (binaries.Version.Major >= 17)
        {
            yield return "--locale-provider=builtin";
            yield return "--builtin-locale=C.UTF-8";
            yield return "--locale=C";
        }
        else
        {
            // glibc always has C.UTF-8; other systems may not.
            yield return OperatingSystem.IsLinux() ? "--locale=C.UTF-8" : "--locale=C";
        }
    }

    // The file that initdb wrote is rewritten in place, so it keeps the account as its owner.
    private static Task WriteAccessRulesAsync(string directory, CancellationToken cancellationToken) =>
        File.WriteAllTextAsync(
            Path.Combine(directory, "pg_hba.conf"),
            "# Weir: passwords only, this machine only.\nhost all,replication all 127.0.0.1/32 scram-sha-256\n",
            cancellationToken);

    private static string ChooseHome(string state, PostgresAccount account, EmbeddedPostgresOptions options)
    {
        var suffix = RandomNumberGenerator.GetHexString(8, lowercase: true);
        if (options is { Ephemeral: true, PrefersMemory: true } && account.CanReach(Memory) && HasMemory())
            return Path.Combine(Memory, $"weir-{suffix}");
        if (account.CanReach(state)) return Path.Combine(state, "cluster");
        if (options.Ephemeral) return Path.Combine("/tmp", $"weir-{suffix}");
        var hash = Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(state)))[..8];
        PostgresAccount.MakePassable(SharedHomes);
        return Path.Combine(SharedHomes, $"{hash}-{suffix}");
    }

    /// <summary>False in most containers, which have 64 MB there, and on macOS.</summary>
    internal static bool HasMemory() =>
        Directory.Exists(Memory)
        && new DriveInfo(Memory) is { DriveFormat: "tmpfs", AvailableFreeSpace: >= NeededMemoryBytes };
}
