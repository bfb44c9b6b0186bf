using System.Diagnostics;
using System.Globalization;

namespace Weir.Sandbox.Postgres;

/// <summary>
/// Runs the postmaster as a child that cannot outlive this process: a small shell holds the read end of a pipe whose
/// write end is ours, and stops PostgreSQL when the kernel closes it, be it by our wish or because we were killed. All
/// of it is in a session of its own, so that a Ctrl-C in the terminal reaches the server first and the database only
/// through it.
/// </summary>
internal sealed class Supervisor : IDisposable
{
    // $1 log, $2 signal that stops the postmaster, $3 folder to delete afterwards or empty, then the command.
    // The first line of output is the postmaster's process id.
    private const string Script = """
        log=$1 signal=$2 doomed=$3; shift 3
        exec 2>>"$log" 3<&0
        "$@" </dev/null >>"$log" 2>&1 3<&- &
        postmaster=$!
        (exec >/dev/null; read -r _ <&3; : >"$log.stopping"; kill -s "$signal" "$postmaster") &
        watcher=$!
        exec 3<&- </dev/null
        echo "$postmaster"
        exec >/dev/null
        wait "$postmaster"; code=$?
        kill -s KILL "$watcher" 2>/dev/null
        if [ -n "$doomed" ] && [ -e "$log.stopping" ]; then cd /; rm -rf "$doomed"; fi
        rm -f "$log.stopping"
        exit "$code"
        """;

    // macOS has no setsid command, but Perl.
    private static readonly string[] s_newSession = OperatingSystem.IsLinux()
        ? ["setsid"]
        : ["/usr/bin/perl", "-MPOSIX", "-e", "POSIX::setsid(); exec @ARGV or die $!", "--"];

    private readonly Process _shell;

    private Supervisor(Process shell, int postmaster)
    {
        _shell = shell;
        PostmasterId = postmaster;
    }

    public int PostmasterId { get; }

    public bool HasExited => _shell.HasExited;

    public static async Task<Supervisor> StartAsync(
        PostgresAccount account,
        ClusterFolder folder,
        bool ephemeral,
        IEnumerable<string> command,
        CancellationToken cancellationToken)
    {
        IReadOnlyList<string> full =
        [
            .. s_newSession,
            .. account.Wrap(
                [
                    "/bin/sh", "-c", Script, "weir-postgres",
                    folder.Log, ephemeral ? "QUIT" : "INT", ephemeral ? folder.Home : "",
                    .. command,
                ]),
        ];
        var start = new ProcessStartInfo(full[0])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            WorkingDirectory = folder.Home,
        };
        foreach (var argument in full.Skip(1)) start.ArgumentList.Add(argument);
        start.Environment.Clear();
        foreach (var (name, value) in PostgresEnvironment.Variables) start.Environment[name] = value;
        var shell = new Process { StartInfo = start };
        try
        {
            shell.Start();
            var line = await shell.StandardOutput.ReadLineAsync(cancellationToken);
            return int.TryParse(line, CultureInfo.InvariantCulture, out var postmaster)
                ? new Supervisor(shell, postmaster)
                : throw new EmbeddedPostgresException(
                    $"PostgreSQL could not be started: '{full[0]}' gave no process id.");
        }
        catch
        {
            shell.Dispose();
            throw;
        }
    }

    /// <summary>Asks for the stop, which the shell passes on.</summary>
    public void RequestStop() => _shell.StandardInput.Close();

    /// <summary>Completes when the postmaster has ended, for whatever reason.</summary>
    public Task WaitForExitAsync(CancellationToken cancellationToken) => _shell.WaitForExitAsync(cancellationToken);

    public void Dispose() => _shell.Dispose();
}
