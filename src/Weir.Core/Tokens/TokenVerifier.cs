namespace Weir.Core.Tokens;

/// <summary>
/// Decides whether a text is an access token of one of our users: pure, strict, and without an exception for any input.
/// See the README beside it for the rules and their reasons.
/// </summary>
public static class TokenVerifier
{
    /// <summary>Takes a token apart and verifies it.</summary>
    public static TokenVerdict Verify(string text, TokenKeySet keys, TokenPolicy policy, DateTimeOffset now)
    {
        var failure = UnverifiedToken.TryRead(text, out var token);
        return token is null ? TokenVerdict.Refused(failure) : Verify(token, keys, policy, now);
    }

    /// <summary>
    /// Verifies a token that was taken apart: key, then signature, and only then a look at the claims.
    /// </summary>
    public static TokenVerdict Verify(UnverifiedToken token, TokenKeySet keys, TokenPolicy policy, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(token);
        ArgumentNullException.ThrowIfNull(keys);
        ArgumentNullException.ThrowIfNull(policy);
        var failure = keys.Find(token.Header, out var key);
        if (key is null || failure != TokenFailure.None) return TokenVerdict.Refused(failure);
        if (token.Signature.Length != key.SignatureBytes) return TokenVerdict.Refused(TokenFailure.SignatureLength);
        return key.Verify(token.Signed, token.Signature)
            ? ClaimsReader.Read(token.Payload, policy, now)
            : TokenVerdict.Refused(TokenFailure.SignatureWrong);
    }
}
