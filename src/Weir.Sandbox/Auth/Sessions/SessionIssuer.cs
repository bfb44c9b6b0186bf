using System.Buffers.Text;
using System.Globalization;
using Weir.Sandbox.Auth.Keys;
using Weir.Sandbox.Auth.Store;
using Weir.Sandbox.Auth.Users;
using Weir.Sandbox.Auth.Wire;

namespace Weir.Sandbox.Auth.Sessions;

/// <summary>Opens sessions and writes their tokens.</summary>
/// <remarks>
/// A refresh token is derived from the session, its number and the state folder's pepper. The database keeps only its
/// hash, and yet concurrent refreshes can all be answered with the one active token.
/// </remarks>
internal sealed class SessionIssuer(SandboxKeyring keyring, SandboxAuthOptions options, TimeProvider time)
{
    /// <summary>Opens a session; null when the account is gone or banned at this instant.</summary>
    public async Task<SessionJson?> OpenAsync(
        Work work, Guid userId, string method, ClientInfo client, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        var refreshToken = RefreshToken(id, 1);
        var opened = await work.OpenSessionAsync(
            userId, id, method, SecretHash.Of(refreshToken), client, now, cancellationToken);
        if (!opened || await work.ReadSessionAsync(id, now, cancellationToken) is not { } session) return null;
        var user = await work.FindUserAsync(userId, cancellationToken);
        return user is null ? null : Compose(user, session, refreshToken);
    }

    /// <summary>The answer of a sign-in or refresh, with a fresh access token.</summary>
    public SessionJson Compose(AuthUser user, SessionState session, string refreshToken)
    {
        var (token, expires) = AccessTokenFor(user, session, user.Role, options.AccessTokenLifetime);
        return new SessionJson
        {
            SessionId = session.Id,
            AccessToken = token,
            ExpiresIn = (long)options.AccessTokenLifetime.TotalSeconds,
            ExpiresAt = expires.ToUnixTimeSeconds(),
            RefreshToken = refreshToken,
            User = UserJson.Of(user),
        };
    }

    public (string Token, DateTimeOffset Expires) AccessTokenFor(
        AuthUser user, SessionState session, string role, TimeSpan lifetime)
    {
        var now = time.GetUtcNow();
        var expires = now + lifetime;
        return (keyring.Sign(AccessToken.Claims(options.Issuer, user, session, role, now, expires)), expires);
    }

    /// <summary>The n-th refresh token of a session, counted from 1.</summary>
    public string RefreshToken(Guid sessionId, long number) =>
        Base64Url.EncodeToString(
            keyring.Derive("refresh", string.Create(CultureInfo.InvariantCulture, $"{sessionId:N}.{number}")));
}
