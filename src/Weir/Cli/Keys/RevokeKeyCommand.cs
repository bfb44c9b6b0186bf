using System.CommandLine;
using Weir.Data.Admin;
using Weir.Data.Keys;
using Weir.State;

namespace Weir.Cli.Keys;

/// <summary><c>weir keys revoke ID</c></summary>
internal static class RevokeKeyCommand
{
    public static Command Create()
    {
        var id = new Argument<Guid>("ID") { Description = "The key's id, as `weir keys list` shows it." };
        var state = SharedOptions.State();
        var command = new Command("revoke", "End a service key, for ever and everywhere.") { id, state };
        command.SetAction((result, cancellationToken) => RunAsync(
            result.StateFolder(state), result.GetRequiredValue(id), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(StateFolder state, Guid id, CancellationToken cancellationToken)
    {
        var outcome = await KeysCommand.WithStoreAsync(
            state, keys => keys.RevokeAsync(id, ChangeOrigin.CommandLine, cancellationToken));
        Terminal.Line(outcome switch
        {
            KeyRevocation.Revoked => "Revoked: servers that listen refuse it now, all others within 60 s.",
            KeyRevocation.AlreadyRevoked => "It was revoked before.",
            _ => throw new CommandFailedException("There is no such key. `weir keys list` shows them."),
        });
        return 0;
    }
}
