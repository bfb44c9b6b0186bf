using Weir.Data.Connections;
using Weir.Sandbox.Auth.Mint;
using Weir.Server;
using Weir.State;

namespace Weir.Cli.Token;

/// <summary>Access tokens of the running installation's accounts.</summary>
internal static class Tokens
{
    /// <exception cref="CommandFailedException">There is no such account, or none may be made.</exception>
    public static async Task<MintedToken> MintAsync(
        StateFolder state, RunningSystem running, MintRequest request, CancellationToken cancellationToken)
    {
        if (!running.HasSandboxAuth)
            throw new CommandFailedException(
                "Accounts are those of SUPABASE_URL: sign in there, the sandbox has none.");
        var options = SandboxAuth.Options(
            state, state.Secrets(), ConnectionUrl.Parse(running.DatabaseUrl), running.Url);
        await using var mint = SandboxTokenMint.Create(options, TimeProvider.System);
        var result = await mint.MintAsync(request, cancellationToken);
        return result.Token ?? throw new CommandFailedException(result.Status switch
        {
            MintStatus.UnknownUser => $"There is no account {request.Email}. --sign-up makes it.",
            MintStatus.InvalidEmail => $"'{request.Email}' is no e-mail address.",
            MintStatus.Banned => $"The account {request.Email} is banned or deleted.",
            _ => $"No token for {request.Email}: {result.Status}.",
        });
    }
}
