using System.Text.Json;
using Weir.Core.Tokens;
using Weir.Sandbox.Auth.Wire;

namespace Weir.Sandbox.Auth.Keys;

/// <summary>Checks the tokens that this sandbox signed, with the product's own verifier and the keys it publishes.</summary>
internal sealed class AccessTokenReader(SandboxKeyring keyring, SandboxAuthOptions options, TimeProvider time)
{
    private readonly TokenPolicy _user = new(options.Issuer) { ClockSkew = TimeSpan.Zero };
    private readonly TokenPolicy _administrator =
        new(options.Issuer) { ClockSkew = TimeSpan.Zero, Role = "service_role" };

    /// <summary>What a signed-in user's token proves.</summary>
    public TokenVerdict ReadUser(string token) => Read(token, _user);

    /// <summary>What the token of an administrator proves.</summary>
    public TokenVerdict ReadAdministrator(string token) => Read(token, _administrator);

    private TokenVerdict Read(string token, TokenPolicy policy)
    {
        // A few keys, parsed anew: a rotation counts at once, and a sandbox has the microseconds.
        var jwks = JsonSerializer.SerializeToUtf8Bytes(new { keys = keyring.PublicKeys }, AuthJson.Options);
        var keys = TokenKeySet.FromJwks(jwks) ?? throw new InvalidOperationException("The sandbox's own JWKS is none.");
        return TokenVerifier.Verify(token, keys, policy, time.GetUtcNow());
    }
}
