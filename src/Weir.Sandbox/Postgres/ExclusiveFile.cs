using System.Diagnostics;

namespace Weir.Sandbox.Postgres;

/// <summary>
/// A lock between processes: a file that one of them has open. The kernel lets go of it when the process ends, however
/// it ends.
/// </summary>
public sealed class ExclusiveFile : IDisposable
{
    private static readonly TimeSpan s_poll = TimeSpan.FromMilliseconds(50);
    private readonly FileStream _file;

    private ExclusiveFile(FileStream file) => _file = file;

    /// <summary>The lock, or null when another process has it.</summary>
    public static ExclusiveFile? TryAcquire(string path)
    {
        try
        {
            return new ExclusiveFile(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException) when (File.Exists(path))
        {
            return null;
        }
    }

    /// <summary>Waits for the lock.</summary>
    /// <exception cref="TimeoutException">It was not free within <paramref name="timeout"/>.</exception>
    public static async Task<ExclusiveFile> AcquireAsync(
        string path, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            if (TryAcquire(path) is { } acquired) return acquired;
            if (Stopwatch.GetElapsedTime(started) > timeout)
                throw new TimeoutException($"Another process holds {path} for more than {timeout.TotalSeconds:0} s.");
            await Task.Delay(s_poll, cancellationToken);
        }
    }

    public void Dispose() => _file.Dispose();
}
