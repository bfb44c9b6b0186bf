using System.CommandLine;
using Weir.Sandbox.Auth.Mint;
using Weir.State;

namespace Weir.Cli.Token;

/// <summary><c>weir token --email E [--sign-up] [--role R] [--ttl 1h]</c></summary>
internal static class TokenCommand
{
    public static Command Create()
    {
        var email = new Option<string>("--email") { Description = "Whose token.", HelpName = "E", Required = true };
        var signUp = new Option<bool>("--sign-up") { Description = "Make the account if there is none." };
        var role = new Option<string?>("--role")
        {
            Description = "admin makes the account an administrator of Weir; anything else becomes the token's role.",
            HelpName = "R",
        };
        var ttl = new Option<TimeSpan?>("--ttl")
        {
            Description = "Life of the token: 90s, 30m, 1h, 7d.",
            HelpName = "1h",
            CustomParser = result =>
            {
                var life = Duration.TryParse(result.Tokens[0].Value);
                if (life is null) result.AddError("--ttl is a number and a unit, from 1s to 365d: 90s, 30m, 1h, 7d.");
                return life;
            },
        };
        var state = SharedOptions.State();
        var command =
            new Command("token", "Print an access token of a sandbox account.") { email, signUp, role, ttl, state };
        command.SetAction((result, cancellationToken) => RunAsync(
            result.StateFolder(state),
            new MintRequest(result.GetRequiredValue(email))
            {
                SignUp = result.GetValue(signUp),
                Role = result.GetValue(role),
                Lifetime = result.GetValue(ttl),
            },
            cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(StateFolder state, MintRequest request, CancellationToken cancellationToken)
    {
        var running = state.Running()
            ?? throw new CommandFailedException("Weir does not run. `./weir up --detach` starts it.");
        var token = await Tokens.MintAsync(state, running, request, cancellationToken);
        Terminal.Line(token.AccessToken);
        return 0;
    }
}
