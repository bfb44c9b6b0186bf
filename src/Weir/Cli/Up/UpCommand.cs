using System.CommandLine;

namespace Weir.Cli.Up;

/// <summary><c>weir up [--blueprint NAME|DIR] [--port 8787] [--state DIR] [--detach]</c></summary>
internal static class UpCommand
{
    public static Command Create()
    {
        var blueprint = new Option<string>("--blueprint")
        {
            Description = "The app's catalog: a name, or a folder with weir.yaml.",
            DefaultValueFactory = _ => SharedOptions.DefaultBlueprint,
            HelpName = "NAME|DIR",
        };
        var port = SharedOptions.Port();
        var state = SharedOptions.State();
        var detach = new Option<bool>("--detach") { Description = "Return once it is ready, and leave it running." };
        var command = new Command(
            "up", "Start the whole system: database, schema, blueprint, sandbox for what has no real key, API.")
        {
            blueprint, port, state, detach,
        };
        command.SetAction(async (result, cancellationToken) =>
        {
            var request = new UpRequest(result.GetValue(blueprint)!, result.GetValue(port), result.StateFolder(state));
            if (result.GetValue(detach)) await DetachedUp.RunAsync(request, cancellationToken);
            else await ForegroundUp.RunAsync(request, cancellationToken);
            return 0;
        });
        return command;
    }
}
