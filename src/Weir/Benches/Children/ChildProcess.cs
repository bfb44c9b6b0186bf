using System.Diagnostics;

namespace Weir.Benches.Children;

/// <summary>
/// A process of the bench: this program again, told what to do by lines on its standard input. It ends when that input
/// does, so it cannot outlive its parent.
/// </summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    private const int LogTail = 4000;
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);
    private readonly Process _process;
    private readonly string _log;

    private ChildProcess(Process process, string log)
    {
        _process = process;
        _log = log;
    }

    public int Id => _process.Id;

    /// <summary>Where it listens; 0 when it does not.</summary>
    public int Port { get; private set; }

    /// <param name="role">What it does.</param>
    /// <param name="settings">With what.</param>
    /// <param name="folder">Where its log goes.</param>
    /// <param name="cancellationToken">Cancels, and ends the process.</param>
    public static async Task<ChildProcess> StartAsync(
        ChildRole role, ChildSettings settings, string folder, CancellationToken cancellationToken)
    {
        var log = Path.Combine(folder, $"{role}-{Guid.CreateVersion7():n}.log");
        var start = new ProcessStartInfo("/bin/sh") { RedirectStandardInput = true, RedirectStandardOutput = true };
        string[] self = Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet"
            ? [path, "exec", typeof(ChildProcess).Assembly.Location]
            : [ProgramPath()];
        foreach (var word in (string[])
            ["-c", """log=$1; shift; exec "$@" 2>>"$log" """, "weir-bench", log, .. self, "bench-child", role.ToString()])
            start.ArgumentList.Add(word);
        // A load generator does little on each wake-up: it does that on the thread that was woken.
        if (role == ChildRole.Load) start.Environment["DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS"] = "1";
        var child = new ChildProcess(Process.Start(start)!, log);
        try
        {
            child.Port = (await child.AskAsync<ChildSettings, ChildReady>(settings, cancellationToken)).Port;
            return child;
        }
        catch
        {
            await child.DisposeAsync();
            throw;
        }
    }

    /// <exception cref="CommandFailedException">The process ended instead of answering.</exception>
    public async Task<TAnswer> AskAsync<TQuestion, TAnswer>(TQuestion question, CancellationToken cancellationToken)
    {
        await _process.StandardInput.WriteLineAsync(ChildJson.Write(question).AsMemory(), cancellationToken);
        await _process.StandardInput.FlushAsync(cancellationToken);
        var line = await _process.StandardOutput.ReadLineAsync(cancellationToken)
            ?? throw new CommandFailedException($"A process of the bench ended early:\n{Tail()}");
        return ChildJson.Read<TAnswer>(line);
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            _process.StandardInput.Close();
            using var limit = new CancellationTokenSource(s_patience);
            await _process.WaitForExitAsync(limit.Token);
        }
        catch (Exception stuck) when (stuck is OperationCanceledException or IOException)
        {
            _process.Kill();
        }
        _process.Dispose();
    }

    // Run by a test, the program of this process is the test's; ours lies beside it.
    private static string ProgramPath()
    {
        var ours = Path.ChangeExtension(typeof(ChildProcess).Assembly.Location, null);
        return File.Exists(ours) ? ours : Environment.ProcessPath!;
    }

    /// <summary>The end of what it wrote to standard error.</summary>
    public string Tail()
    {
        if (!File.Exists(_log)) return "It said nothing.";
        var text = File.ReadAllText(_log);
        return text.Length > LogTail ? text[^LogTail..] : text;
    }
}
