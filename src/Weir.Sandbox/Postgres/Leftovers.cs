using System.Diagnostics;

namespace Weir.Sandbox.Postgres;

/// <summary>
/// What an earlier process left in a data folder. The caller holds the folder's lock, so no other Weir uses it.
/// </summary>
internal static class Leftovers
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan s_poll = TimeSpan.FromMilliseconds(25);

    /// <summary>
    /// Stops a live postmaster cleanly. A pid file whose process is gone is left to PostgreSQL, which also checks
    /// shared memory; one whose number now belongs to another program would stop it, and is removed.
    /// </summary>
    public static async Task ClearAsync(string data, IProgress<string>? progress, CancellationToken cancellationToken)
    {
        if (PostmasterPid.Read(data) is not { } left) return;
        if (left.Serves(data))
        {
            progress?.Report($"Stopping the database that an earlier run left behind (process {left.ProcessId})");
            await Signal.SendAsync("INT", left.ProcessId, cancellationToken);
            await WaitUntilAsync(() => !left.Serves(data), data, cancellationToken);
        }
        // Backends of a killed postmaster end by themselves; until then the data are theirs.
        await WaitUntilAsync(() => PostmasterPid.ServersOf(data).Count == 0, data, cancellationToken);
        if (PostmasterPid.Read(data) is { } stale && stale.Lives()) PostmasterPid.Delete(data);
    }

    private static async Task WaitUntilAsync(Func<bool> condition, string data, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        while (!condition())
        {
            if (Stopwatch.GetElapsedTime(started) > s_patience)
            {
                throw new EmbeddedPostgresException(
                    $"PostgreSQL processes still use {data} and did not stop: "
                    + $"{string.Join(", ", PostmasterPid.ServersOf(data))}. End them and start again. "
                    + "The data were not touched.");
            }
            await Task.Delay(s_poll, cancellationToken);
        }
    }
}
