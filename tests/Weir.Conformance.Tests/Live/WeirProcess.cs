using System.Collections.Concurrent;
using System.Diagnostics;

namespace Weir.Conformance.Tests.Live;

/// <summary>A real <c>weir</c> process, as a person would start it; its whole output is kept.</summary>
internal sealed class WeirProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _output = new();

    private WeirProcess(Process process) => _process = process;

    public string Output => string.Join('\n', _output);

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    public static WeirProcess Start(IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string?>? environment = null)
    {
        var info = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        info.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "weir.dll"));
        foreach (var argument in arguments) info.ArgumentList.Add(argument);
        info.WorkingDirectory = RepositoryRoot();
        foreach (var (name, value) in environment ?? new Dictionary<string, string?>()) info.Environment[name] = value;

        var process = new Process { StartInfo = info };
        var weir = new WeirProcess(process);
        process.OutputDataReceived += (_, e) => weir.Keep(e.Data);
        process.ErrorDataReceived += (_, e) => weir.Keep(e.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return weir;
    }

    public static async Task<(int ExitCode, string Output)> RunAsync(
        IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string?>? environment = null)
    {
        await using var weir = Start(arguments, environment);
        await weir._process.WaitForExitAsync(TestContext.Current.CancellationToken);
        weir._process.WaitForExit();
        return (weir._process.ExitCode, weir.Output);
    }

    /// <summary>SIGKILL to this process alone: its children live on, as after a crash.</summary>
    public async Task KillHardAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            using (var term = Process.Start("kill", ["-TERM", $"{_process.Id}"])) await term.WaitForExitAsync();
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
            try
            {
                await _process.WaitForExitAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                _process.Kill(entireProcessTree: true);
            }
        }
        _process.Dispose();
    }

    private static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Weir.slnx"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("No Weir.slnx above the test's folder.");
    }

    private void Keep(string? line)
    {
        if (line is not null) _output.Enqueue(line);
    }
}
