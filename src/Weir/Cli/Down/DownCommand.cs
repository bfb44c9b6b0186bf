using System.CommandLine;
using Weir.State;

namespace Weir.Cli.Down;

/// <summary><c>weir down</c></summary>
internal static class DownCommand
{
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
        await Terminal.WithProgressAsync("Stopping Weir", async progress =>
        {
            await ProcessSignal.TerminateAsync(process, cancellationToken);
            await new StopWait(state, TimeProvider.System).RunAsync(process, progress, cancellationToken);
        });
        Terminal.Line("Weir has stopped.");
        return 0;
    }
}
