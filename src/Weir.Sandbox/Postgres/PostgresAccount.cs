namespace Weir.Sandbox.Postgres;

/// <summary>
/// The account that runs PostgreSQL, which refuses root. An ordinary user runs it as himself; root lends it to
/// <c>postgres</c> or <c>nobody</c>, and gives that account folders it can reach.
/// </summary>
internal sealed class PostgresAccount
{
    private readonly string? _name;
    private readonly IReadOnlyList<string> _prefix;

    private PostgresAccount(string? name, IReadOnlyList<string> prefix)
    {
        _name = name;
        _prefix = prefix;
    }

    /// <summary>True when PostgreSQL runs as somebody else than this process.</summary>
    public bool IsLent => _name is not null;

    public static async Task<PostgresAccount> ResolveAsync(CancellationToken cancellationToken)
    {
        if (!Environment.IsPrivilegedProcess) return new PostgresAccount(null, []);
        foreach (var name in new[] { "postgres", "nobody" })
        {
            var group = await Command.RunAsync(["id", "-gn", name], cancellationToken);
            if (group.Succeeded) return new PostgresAccount(name, SwitchTo(name, group.Output.Trim()));
        }
        throw new EmbeddedPostgresException(
            "PostgreSQL refuses to run as root, and this machine has neither a user 'postgres' nor 'nobody' "
            + "to run it as. Start weir as an ordinary user.");
    }

    /// <summary>The command as this account runs it.</summary>
    public IReadOnlyList<string> Wrap(params IEnumerable<string> command) => [.. _prefix, .. command];

    /// <summary>Gives an empty folder to this account alone.</summary>
    public async Task OwnAsync(string folder, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        if (_name is null) return;
        var result = await Command.RunAsync(["chown", $"{_name}:", folder], cancellationToken);
        if (!result.Succeeded) throw new EmbeddedPostgresException($"Cannot give {folder} to {_name}: {result.Tail}");
    }

    /// <summary>Makes a folder that everybody may walk through, whatever this process's umask.</summary>
    public static void MakePassable(string folder)
    {
        if (Directory.Exists(folder)) return;
        Directory.CreateDirectory(folder);
        File.SetUnixFileMode(
            folder,
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
            | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
    }

    /// <summary>True when the account may walk down to the folder.</summary>
    public bool CanReach(string folder)
    {
        if (_name is null) return true;
        for (var at = new DirectoryInfo(Path.GetFullPath(folder)); at is not null; at = at.Parent)
        {
            if (at.Exists && !at.UnixFileMode.HasFlag(UnixFileMode.OtherExecute)) return false;
        }
        return true;
    }

    private static string[] SwitchTo(string name, string group)
    {
        if (Command.Find("setpriv") is { } setpriv)
            return [setpriv, $"--reuid={name}", $"--regid={group}", "--clear-groups", "--no-new-privs", "--"];
        if (Command.Find("runuser") is { } runuser) return [runuser, "-u", name, "--"];
        if (Command.Find("sudo") is { } sudo) return [sudo, "-n", "-u", name, "--"];
        throw new EmbeddedPostgresException(
            "PostgreSQL refuses to run as root, and none of setpriv, runuser and sudo is here to change the user. "
            + "Start weir as an ordinary user.");
    }
}
