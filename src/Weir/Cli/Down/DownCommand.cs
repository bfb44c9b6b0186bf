using System.CommandLine;
using System.Diagnostics;
using Weir.State;

namespace Weir.Cli.Down;

/// <summary><c>weir down</c></summary>
internal static class DownCommand
{
    // The server gives calls in flight 30 s, PostgreSQL another 30 to write everything.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(70);
    private static readonly TimeSpan s_poll = TimeSpan.FromMilliseconds(25);

    public static Command Create()
    {
        var state = SharedOptions.State();
        var command =
            new Command("down", "Stop what `up` started; calls in flight are finished first.") { state };
        command.SetAction((result, cancellationToken) => RunAsync(result.StateFolder(state), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(StateFolder state, CancellationToken cancellationToken)
    {
        if (state.Owner() is not { } process)
        {
            Terminal.Line("Weir does not run.");
            return 0;
        }
        await Terminal.WithProgressAsync("Stopping Weir", _ => StopAsync(state, process, cancellationToken));
        Terminal.Line("Weir has stopped.");
        return 0;
    }

    private static async Task StopAsync(StateFolder state, int process, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        await ProcessSignal.TerminateAsync(process, cancellationToken);
        while (state.Owner() == process)
        {
            if (Stopwatch.GetElapsedTime(started) > s_patience)
                throw new CommandFailedException(
                    $"Process {process} does not stop. `kill -9 {process}` is safe: the next `up` recovers.");
            await Task.Delay(s_poll, cancellationToken);
        }
    }
}
