using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Weir.Proofs.Races;

/// <summary>
/// One of the racing servers, seen from outside: a process that is started again after it was killed, until it has done its
/// share.
/// </summary>
internal sealed class RaceProcess(RaceWorkerOptions options) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly StringBuilder _errors = new();
    private Process? _process;
    private long _before;
    private long _now;
    private long _unknown;
    private long _unknownBefore;
    private bool _killed;

    /// <summary>Operations so far, over all of its lives.</summary>
    public long Done => Interlocked.Read(ref _before) + Interlocked.Read(ref _now);

    /// <summary>Operations whose outcome nobody was told.</summary>
    public long Unknown => Interlocked.Read(ref _unknownBefore) + Interlocked.Read(ref _unknown);

    public int Kills { get; private set; }

    /// <summary>Runs it to the end; returns what it complained of, null when nothing.</summary>
    public async Task<string?> RunAsync(CancellationToken cancellationToken)
    {
        while (Done < options.Operations)
        {
            using var process = Start();
            lock (_gate) (_process, _killed) = (process, false);
            try
            {
                var errors = ErrorsAsync(process, cancellationToken);
                await ListenAsync(process, cancellationToken);
                await process.WaitForExitAsync(cancellationToken);
                await errors;
            }
            finally
            {
                lock (_gate)
                {
                    if (!process.HasExited) process.Kill();
                    _process = null;
                }
            }
            _before += Interlocked.Exchange(ref _now, 0);
            _unknownBefore += Interlocked.Exchange(ref _unknown, 0);
            if (_killed) continue;
            if (process.ExitCode != 0)
                return string.Create(CultureInfo.InvariantCulture, $"process {options.Number} ended with {process.ExitCode}: {_errors}");
        }
        return null;
    }

    /// <summary><c>kill -9</c>, whatever it is doing. False when it was not running.</summary>
    public bool Kill()
    {
        lock (_gate)
        {
            if (_process is null || _process.HasExited) return false;
            _killed = true;
            Kills++;
            _process.Kill();
            return true;
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            if (_process is { HasExited: false }) _process.Kill();
        }
    }

    private Process Start()
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add("exec");
        start.ArgumentList.Add(typeof(RaceProcess).Assembly.Location);
        start.ArgumentList.Add("race-worker");
        var process = Process.Start(start) ?? throw new InvalidOperationException("A racing process did not start.");
        process.StandardInput.WriteLine(JsonSerializer.Serialize(options with { Operations = options.Operations - Done }));
        process.StandardInput.Flush();
        return process;
    }

    private async Task ListenAsync(Process process, CancellationToken cancellationToken)
    {
        while (await process.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
        {
            var cells = line.Split(' ');
            if (cells is not ["done", var done, var unknown]) continue;
            Interlocked.Exchange(ref _now, long.Parse(done, CultureInfo.InvariantCulture));
            Interlocked.Exchange(ref _unknown, long.Parse(unknown, CultureInfo.InvariantCulture));
        }
    }

    private async Task ErrorsAsync(Process process, CancellationToken cancellationToken)
    {
        while (await process.StandardError.ReadLineAsync(cancellationToken) is { } line) _errors.AppendLine(line);
    }
}
