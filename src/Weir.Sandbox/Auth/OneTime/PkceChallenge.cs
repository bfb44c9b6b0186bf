using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Weir.Sandbox.Auth.Wire;

namespace Weir.Sandbox.Auth.OneTime;

/// <summary>A PKCE challenge (RFC 7636).</summary>
/// <param name="Value">The challenge.</param>
/// <param name="Method"><c>s256</c> or <c>plain</c>.</param>
internal sealed partial record PkceChallenge(string Value, string Method)
{
    /// <summary>Reads the two members of a body: both or neither.</summary>
    public static (PkceChallenge? Challenge, AuthError? Error) Read(string? challenge, string? method)
    {
        var hasChallenge = !string.IsNullOrEmpty(challenge);
        if (hasChallenge != !string.IsNullOrEmpty(method))
            return (null, AuthErrors.Validation("PKCE flow requires both code_challenge and code_challenge_method"));
        if (!hasChallenge) return (null, null);
        if (!Shape().IsMatch(challenge!))
        {
            return (null, AuthErrors.Validation(
                "code challenge has to be between 43 and 128 characters of letters, digits, '-', '.', '_' and '~'"));
        }
        return method!.ToLowerInvariant() is "s256" or "plain"
            ? (new PkceChallenge(challenge!, method.ToLowerInvariant()), null)
            : (null, AuthErrors.Validation("code_challenge_method must be s256 or plain"));
    }

    public bool IsAnsweredBy(string verifier)
    {
        var answer = Method == "plain"
            ? verifier
            : Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(verifier)));
        return CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(answer), Encoding.UTF8.GetBytes(Value));
    }

    [GeneratedRegex(@"^[A-Za-z0-9\-._~]{43,128}\z")]
    private static partial Regex Shape();
}
