using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using Weir.State;

namespace Weir.Cli.Status;

/// <summary><c>weir status [--json]</c></summary>
internal static class StatusCommand
{
    private static readonly JsonSerializerOptions s_json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static Command Create()
    {
        var json = SharedOptions.Json();
        var state = SharedOptions.State();
        var command =
            new Command("status", "Addresses, keys and sandbox secrets of what `up` started.") { json, state };
        command.SetAction(result => Run(result.StateFolder(state), result.GetValue(json)));
        return command;
    }

    private static int Run(StateFolder state, bool json)
    {
        if (state.Running() is not { } running)
        {
            throw new CommandFailedException(state.Owner() is { } owner
                ? $"Weir is being started or stopped (process {owner})."
                : "Weir does not run. `./weir up` starts it.");
        }
        var report = StatusReport.Of(running, state.Secrets());
        if (json) Terminal.Line(JsonSerializer.Serialize(report, s_json));
        else Terminal.Table(["", ""], [.. report.Rows()]);
        return 0;
    }
}
