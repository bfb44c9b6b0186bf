using System.CommandLine;
using Weir.Cli.Demo.Http;
using Weir.Cli.Demo.Output;
using Weir.State;

namespace Weir.Cli.Demo;

/// <summary><c>weir demo [--json] [--file TEXT] [--state DIR]</c></summary>
internal static class DemoCommand
{
    public static Command Create()
    {
        var json = SharedOptions.Json();
        var state = SharedOptions.State();
        var file = new Option<string?>("--file")
        {
            Description = "Plain text to summarise (default: the first chapter of Alice’s Adventures in Wonderland).",
            HelpName = "TEXT",
        };
        var command = new Command(
            "demo", "The story end to end against the running server: sign up, summarise, see the cost, meet the limit, pay, go on.")
        {
            json, file, state,
        };
        command.SetAction((result, cancellationToken) =>
            RunAsync(result.StateFolder(state), result.GetValue(file), result.GetValue(json), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(StateFolder state, string? file, bool json, CancellationToken cancellationToken)
    {
        var running = state.Running()
            ?? throw new CommandFailedException(
                "Weir does not run. Start it with `./weir up`, then run the demo in a second terminal.");
        if (!running.HasSandboxAuth)
            throw new CommandFailedException(
                "This server's users live in a real Supabase project. The demo signs up a user, and does so in the "
                + "sandbox only.");
        var chapter = file is null ? Chapter.Bundled() : Chapter.FromFile(file);
        IDemoOutput output = json
            ? new SilentDemoOutput()
            : Terminal.IsInteractive ? new TerminalDemoOutput() : new PlainDemoOutput();
        using var api = new WeirApi(new Uri(running.Url), state.Secrets().AnonKey);
        var report = await new DemoStory(new DemoStage(api, output, chapter)).PlayAsync(cancellationToken);
        if (json) Terminal.Line(report.ToJson());
        return 0;
    }
}
