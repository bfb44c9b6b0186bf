using Weir.Sandbox.Auth.Keys;
using Weir.Sandbox.Auth.Store;

namespace Weir.Sandbox.Auth.OneTime;

/// <summary>Finds the code that a request proves to know.</summary>
internal sealed class CodeChecker(AuthDatabase database, SandboxKeyring keyring, SandboxAuthOptions options, TimeProvider time)
{
    /// <summary>
    /// The code of an address and six digits, or null. The guess is counted, durably, before it is judged: a code dies
    /// after so many guesses, however many come at once.
    /// </summary>
    public async Task<StoredCode?> GuessAsync(
        string email, string otp, string[] tokenTypes, CancellationToken cancellationToken)
    {
        List<StoredCode> codes;
        await using (var work = await database.BeginAsync(cancellationToken))
        {
            codes = await work.AttemptCodeAsync(
                email, tokenTypes, options.OneTimeCodeAttempts, time.GetUtcNow(), cancellationToken);
            await work.CommitAsync(cancellationToken);
        }
        return codes.FirstOrDefault(code => IsFresh(code) && OneTimeCode.Matches(keyring, code.TokenHash, email, otp));
    }

    /// <summary>The code behind a link's token, or null. Such a token is too long to be guessed.</summary>
    public async Task<StoredCode?> FindAsync(
        Work work, string linkToken, string[] tokenTypes, CancellationToken cancellationToken)
    {
        var code = await work.FindCodeAsync(SecretHash.Of(linkToken), tokenTypes, cancellationToken);
        return code is not null && IsFresh(code) ? code : null;
    }

    private bool IsFresh(StoredCode code) => time.GetUtcNow().UtcDateTime < code.CreatedAt + options.OneTimeCodeLifetime;
}
