using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;
using Weir.Data.Keys;

namespace Weir.Http.Authentication;

/// <summary>
/// Tells the three kinds of bearer apart by their form, each of which excludes the others: a service key begins with
/// <c>wk_</c>; the admin key has no dot; an access token has two.
/// </summary>
internal sealed class BearerAuthenticator(
    WeirHttpOptions options, TokenAuthenticator tokens, ServiceKeyCache keys, ServiceKeyUse use,
    ILogger<BearerAuthenticator> logger)
{
    private readonly byte[]? _adminKey =
        options.AdminKey is { } key ? SHA256.HashData(Encoding.UTF8.GetBytes(key)) : null;

    /// <exception cref="Data.StoreUnavailableException">A service key was sent, and no keys can be had.</exception>
    public ValueTask<TokenOutcome> AuthenticateAsync(
        string bearer, string requestId, CancellationToken cancellationToken)
    {
        if (ServiceKeyText.HasPrefix(bearer)) return OfServiceKeyAsync(bearer, requestId, cancellationToken);
        if (IsAdminKey(bearer)) return ValueTask.FromResult(new TokenOutcome(CallerPrincipal.AdminKey, null));
        return tokens.AuthenticateAsync(bearer, requestId, cancellationToken);
    }

    private async ValueTask<TokenOutcome> OfServiceKeyAsync(
        string bearer, string requestId, CancellationToken cancellationToken)
    {
        var key = await keys.FindAsync(bearer, cancellationToken).ConfigureAwait(false);
        TokenMetrics.ServiceKey(isAccepted: key is not null);
        if (key is null)
        {
            Log.ServiceKeyRefused(logger, requestId);
            return new TokenOutcome(null, BearerErrors.Invalid);
        }
        use.Note(key.KeyId);
        return new TokenOutcome(CallerPrincipal.Of(key), null);
    }

    /// <summary>Compares digests: neither the time nor the length of the answer tells how much was right.</summary>
    private bool IsAdminKey(string bearer)
    {
        if (_adminKey is null
            || bearer.Length > WeirHttpOptions.MaxAdminKeyLength
            || bearer.Contains('.', StringComparison.Ordinal))
            return false;
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(bearer), digest);
        return CryptographicOperations.FixedTimeEquals(digest, _adminKey);
    }
}
