using System.CommandLine;
using Weir.State;

namespace Weir.Cli;

/// <summary>Options that several commands have, each time a new instance.</summary>
internal static class SharedOptions
{
    public const string DefaultBlueprint = "scritorio";
    public const int DefaultPort = 8787;

    public static Option<string?> State() => new("--state")
    {
        Description = "Folder of the local installation (default: .weir/state in the checkout).",
        HelpName = "DIR",
    };

    public static Option<bool> Json() => new("--json") { Description = "Print JSON, for programs." };

    public static Option<int> Port()
    {
        var option = new Option<int>("--port")
        {
            Description = "Port of the server.",
            DefaultValueFactory = _ => DefaultPort,
            HelpName = "PORT",
        };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1
                && (!int.TryParse(result.Tokens[0].Value, out var port) || port is < 1 or > 65535))
                result.AddError("--port is a number from 1 to 65535.");
        });
        return option;
    }

    public static StateFolder StateFolder(this ParseResult result, Option<string?> option) =>
        Weir.State.StateFolder.At(result.GetValue(option));
}
