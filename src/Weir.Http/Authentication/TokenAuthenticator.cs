using Microsoft.Extensions.Logging;
using Weir.Core.Errors;
using Weir.Core.Tokens;

namespace Weir.Http.Authentication;

/// <summary>
/// Verifies tokens against the project's keys. HS256 goes to the shared secret when one was configured, everything else
/// to the JWKS: two sets that never mix. A token that was verified before, to the letter, is recognised by its digest.
/// </summary>
internal sealed class TokenAuthenticator(
    WeirHttpOptions options, SigningKeys signingKeys, TimeProvider time, ILogger<TokenAuthenticator> logger)
{
    private static readonly TimeSpan s_keysRetryAfter = TimeSpan.FromSeconds(5);
    private static readonly WeirError s_noKeys =
        new(ErrorCode.StoreUnavailable,
            "The project's signing keys cannot be fetched, so no token can be verified now.")
        {
            RetryAfter = s_keysRetryAfter,
        };

    private readonly TokenPolicy _policy = new(options.Issuer);
    private readonly TokenCache _cache = new(options.TokenCacheSize);
    private readonly TokenKeySet? _shared =
        options.SharedSecret is { } secret ? TokenKeySet.FromSharedSecret(secret) : null;

    public async ValueTask<TokenOutcome> AuthenticateAsync(
        string token, string requestId, CancellationToken cancellationToken)
    {
        // What is no token costs no digest and no fetch.
        if (token.Length > UnverifiedToken.MaxLength) return Refuse(TokenFailure.TooLarge, requestId);
        var digest = TokenDigest.Of(token);
        var now = time.GetUtcNow();
        if (_cache.Find(digest, signingKeys.Fresh, _shared, now) is { } known)
        {
            TokenMetrics.Remembered();
            return new TokenOutcome(known, null);
        }

        var failure = UnverifiedToken.TryRead(token, out var unverified);
        if (unverified is null) return Refuse(failure, requestId);
        var isShared = _shared is not null && unverified.Algorithm == TokenAlgorithm.HS256;
        var keys = isShared ? _shared : await signingKeys.GetAsync(cancellationToken).ConfigureAwait(false);
        if (keys is null) return new TokenOutcome(null, s_noKeys);
        var verdict = TokenVerifier.Verify(unverified, keys, _policy, now);
        if (verdict.Failure == TokenFailure.UnknownKey)
        {
            var newer = await signingKeys.LookForAsync(unverified.KeyId!, keys, cancellationToken)
                .ConfigureAwait(false);
            if (newer is null) return new TokenOutcome(null, s_noKeys);
            if (!ReferenceEquals(newer, keys)) verdict = TokenVerifier.Verify(unverified, keys = newer, _policy, now);
        }
        if (!verdict.IsValid) return Refuse(verdict.Failure, requestId);

        TokenMetrics.Verified(TokenFailure.None);
        var principal = CallerPrincipal.Of(verdict.Claims);
        _cache.Add(digest, principal, keys, verdict.Claims.ExpiresAt);
        return new TokenOutcome(principal, null);
    }

    private TokenOutcome Refuse(TokenFailure failure, string requestId)
    {
        TokenMetrics.Verified(failure);
        Log.TokenRefused(logger, requestId, failure.Name());
        var isExpired = failure.ToErrorCode() == ErrorCode.TokenExpired;
        return new TokenOutcome(null, isExpired ? BearerErrors.Expired : BearerErrors.Invalid);
    }
}
