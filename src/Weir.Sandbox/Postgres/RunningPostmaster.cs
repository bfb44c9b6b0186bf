using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Weir.Sandbox.Postgres;

/// <summary>Starts the postmaster and waits for it, repeating what is worth repeating.</summary>
internal sealed record RunningPostmaster(Supervisor Supervisor, int Port)
{
    private const int Attempts = 5;
    private const long LargestLogBytes = 10 << 20;
    private static readonly TimeSpan s_poll = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan s_recoveryNotice = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(5);

    public static async Task<RunningPostmaster> StartAsync(
        PostgresAccount account,
        ClusterFolder folder,
        PostgresBinaries binaries,
        EmbeddedPostgresOptions options,
        int wantedPort,
        IProgress<string>? progress,
        CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var port = wantedPort == 0 ? FreePort() : wantedPort;
            var logStart = RotateLog(folder.Log);
            var supervisor = await Supervisor.StartAsync(
                account, folder, options.Ephemeral,
                [binaries.Postgres, "-D", folder.Data, .. PostgresSettings.Arguments(options, port)],
                cancellationToken);
            try
            {
                if (await IsReadyAsync(supervisor, folder.Data, progress, cancellationToken))
                    return new(supervisor, port);
            }
            catch
            {
                supervisor.RequestStop();
                supervisor.Dispose();
                throw;
            }
            supervisor.Dispose();
            var said = ReadLog(folder.Log, logStart);
            var portTaken = said.Contains("Address already in use", StringComparison.Ordinal);
            var memoryTaken = said.Contains("pre-existing shared memory block", StringComparison.Ordinal);
            if (attempt == Attempts || !(memoryTaken || (portTaken && wantedPort == 0)))
                throw Failure(port, portTaken, said);
            await Task.Delay(TimeSpan.FromMilliseconds(200 * attempt), cancellationToken);
        }
    }

    // False when the postmaster ended instead.
    private static async Task<bool> IsReadyAsync(
        Supervisor supervisor, string data, IProgress<string>? progress, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        var noticed = false;
        while (!supervisor.HasExited)
        {
            if (PostmasterPid.Read(data) is { IsReady: true } pid && pid.ProcessId == supervisor.PostmasterId)
                return true;
            var waited = Stopwatch.GetElapsedTime(started);
            if (waited > s_recoveryNotice && !noticed)
            {
                noticed = true;
                progress?.Report("PostgreSQL is recovering from its log");
            }
            if (waited > s_patience)
                throw new EmbeddedPostgresException(
                    $"PostgreSQL was not ready within {s_patience.TotalMinutes:0} minutes.");
            await Task.Delay(s_poll, cancellationToken);
        }
        return false;
    }

    private static EmbeddedPostgresException Failure(int port, bool portTaken, string said) => portTaken
        ? new($"Port {port} is in use: PostgreSQL cannot listen there. Stop what uses it, or choose another port.")
        : new(
            "PostgreSQL did not start. Its log ends with:\n"
            + string.Join('\n', said.TrimEnd().Split('\n').TakeLast(12)));

    private static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }

    private static long RotateLog(string log)
    {
        var file = new FileInfo(log);
        if (!file.Exists) return 0;
        if (file.Length < LargestLogBytes) return file.Length;
        file.MoveTo(log + ".1", overwrite: true);
        return 0;
    }

    private static string ReadLog(string log, long from)
    {
        if (!File.Exists(log)) return "";
        using var stream = new FileStream(log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        stream.Seek(Math.Min(from, stream.Length), SeekOrigin.Begin);
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
