using System.Diagnostics;
using System.Globalization;
using Weir.State;

namespace Weir.Cli.Up;

/// <summary>
/// Starts the foreground form as a process of its own, with its output in a file, and waits until it is ready.
/// </summary>
internal static class DetachedUp
{
    private const int LogTailLines = 20;
    private static readonly TimeSpan s_poll = TimeSpan.FromMilliseconds(25);

    public static async Task RunAsync(UpRequest request, CancellationToken cancellationToken)
    {
        request.State.Create();
        if (request.State.Running() is not null) await Refuse(request.State, cancellationToken);
        var log = request.State.Log;
        CreateLog(log);
        using var server = Start(request, log);
        var running = await Terminal.WithProgressAsync(
            "Starting Weir", progress => WaitAsync(server, request.State, log, progress, cancellationToken));
        Terminal.Line(await ReadyBanner.ForAsync(request.State, running, isForeground: false, cancellationToken));
    }

    // The message is the one of taking the folder, which cannot succeed.
    private static async Task Refuse(StateFolder state, CancellationToken cancellationToken) =>
        (await state.TakeAsync(cancellationToken)).Dispose();

    private static Process Start(UpRequest request, string log)
    {
        string[] newSession = OperatingSystem.IsLinux()
            ? ["setsid"]
            : ["/usr/bin/perl", "-MPOSIX", "-e", "POSIX::setsid(); exec @ARGV or die $!", "--"];
        string[] self = Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet"
            ? [path, "exec", typeof(DetachedUp).Assembly.Location]
            : [Environment.ProcessPath!];
        var start = new ProcessStartInfo(newSession[0]) { Environment = { [ForegroundUp.DetachedVariable] = "1" } };
        foreach (var word in (string[])
        [
            .. newSession.Skip(1),
            "/bin/sh", "-c", """log=$1; shift; exec "$@" >>"$log" 2>&1 </dev/null""", "weir-up", log,
            .. self, "up",
            "--blueprint", request.Blueprint,
            "--port", request.Port.ToString(CultureInfo.InvariantCulture),
            "--state", request.State.FullPath,
        ])
        {
            start.ArgumentList.Add(word);
        }
        return Process.Start(start) ?? throw new CommandFailedException("The server could not be started.");
    }

    private static void CreateLog(string log)
    {
        File.Delete(log);
        new FileStream(log, new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        }).Dispose();
    }

    private static async Task<RunningSystem> WaitAsync(
        Process server, StateFolder state, string log, IProgress<string> progress, CancellationToken cancellationToken)
    {
        var shown = 0;
        try
        {
            while (true)
            {
                if (state.RunningAs(server.Id) is { } running) return running;
                if (server.HasExited) throw new CommandFailedException($"Weir did not start:\n{Tail(log)}");
                shown = Relay(log, shown, progress);
                await Task.Delay(s_poll, cancellationToken);
            }
        }
        catch (OperationCanceledException)
        {
            server.Kill();
            throw;
        }
    }

    private static int Relay(string log, int shown, IProgress<string> progress)
    {
        if (!File.Exists(log)) return shown;
        var lines = File.ReadAllLines(log);
        // Log lines proper are JSON.
        foreach (var line in lines.Skip(shown).Where(line => !line.StartsWith('{'))) progress.Report(line);
        return lines.Length;
    }

    private static string Tail(string log) =>
        File.Exists(log) ? string.Join('\n', File.ReadAllLines(log).TakeLast(LogTailLines)) : $"{log} is empty.";
}
