using Weir.State;

namespace Weir.Cli.Down;

/// <summary>Waits until the process that has a state folder lets go of it, and tells what it waits for.</summary>
internal sealed class StopWait(StateFolder state, TimeProvider time)
{
    // Calls in flight have 30 s, PostgreSQL 30 more before it is hurried; a busy machine takes its time for either.
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private static readonly TimeSpan s_poll = TimeSpan.FromMilliseconds(25);

    /// <exception cref="CommandFailedException">It still runs after <see cref="Patience"/>; it goes on stopping.</exception>
    public async Task RunAsync(int process, IProgress<string> progress, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        string? told = null;
        while (state.Owner() == process)
        {
            var step = state.StoppingStep();
            if (step is not null && step != told) progress.Report(step);
            told = step ?? told;
            if (time.GetElapsedTime(started) > Patience)
                throw new CommandFailedException(
                    $"Process {process} still runs after {Patience.TotalSeconds:0} s. "
                    + $"It was last at: {told ?? "its start, which has to end first."}\n"
                    + $"`./weir down` waits on; `kill -9 {process}` is safe too: the next `up` recovers.");
            await Task.Delay(s_poll, cancellationToken);
        }
    }
}
