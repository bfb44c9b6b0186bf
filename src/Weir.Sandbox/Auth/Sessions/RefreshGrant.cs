using Microsoft.AspNetCore.Http;
using Weir.Sandbox.Auth.Keys;
using Weir.Sandbox.Auth.Store;
using Weir.Sandbox.Auth.Users;
using Weir.Sandbox.Auth.Wire;

namespace Weir.Sandbox.Auth.Sessions;

/// <summary>
/// Exchange of a refresh token, decided under the lock of its session: concurrent calls get one and the same successor.
/// </summary>
internal static class RefreshGrant
{
    public static async Task<IResult> HandleAsync(AuthCall call, TokenRequest request)
    {
        if (string.IsNullOrEmpty(request.RefreshToken))
            return AuthErrors.Validation("refresh_token required").ToResult();
        var hash = SecretHash.Of(request.RefreshToken);
        await using var work = await call.Database.BeginAsync(call.CancellationToken);
        if (await work.LockSessionOfAsync(hash, call.CancellationToken) is not { } sessionId)
            return AuthErrors.RefreshTokenNotFound.ToResult();
        if (await work.ReadSessionAsync(sessionId, call.Now, call.CancellationToken) is not { } session)
            return AuthErrors.SessionExpired.ToResult();
        if (await work.FindUserAsync(session.UserId, call.CancellationToken) is not { } user
            || await work.ReadRefreshTokenAsync(hash, call.CancellationToken) is not { } token)
        {
            return AuthErrors.RefreshTokenNotFound.ToResult();
        }
        if (user.IsBannedAt(call.Now)) return AuthErrors.UserBannedAtSignIn.ToResult();

        var decision = RefreshRule.Decide(token, call.Now, call.Options.RefreshReuseInterval);
        if (decision == RefreshDecision.Revoke) return await RevokeAsync(call, work, session);
        var active = decision == RefreshDecision.Rotate
            ? await RotateAsync(call, work, session, token)
            : call.Sessions.RefreshToken(sessionId, session.RefreshTokens);
        await work.CommitAsync(call.CancellationToken);
        Diagnose(call, user, session, decision);
        return AuthCall.Json(call.Sessions.Compose(user, session, active));
    }

    private static async Task<string> RotateAsync(AuthCall call, Work work, SessionState session, RefreshTokenState token)
    {
        var number = session.RefreshTokens + 1;
        var successor = call.Sessions.RefreshToken(session.Id, number);
        await work.RotateRefreshTokenAsync(token.Id, SecretHash.Of(successor), number, call.Now, call.CancellationToken);
        return successor;
    }

    private static async Task<IResult> RevokeAsync(AuthCall call, Work work, SessionState session)
    {
        await work.EndSessionsAsync(session.UserId, SignOutScope.Local, session.Id, call.CancellationToken);
        await work.CommitAsync(call.CancellationToken);
        Log.RefreshTokenReused(call.Logger, session.Id);
        return AuthErrors.RefreshTokenAlreadyUsed.ToResult();
    }

    private static void Diagnose(AuthCall call, AuthUser user, SessionState session, RefreshDecision decision)
    {
        var headers = call.Http.Response.Headers;
        headers["sb-auth-user-id"] = user.Id.ToString();
        headers["sb-auth-session-id"] = session.Id.ToString();
        headers["sb-auth-refresh-token-rotated"] = decision == RefreshDecision.Rotate ? "true" : "false";
        headers["sb-auth-refresh-token-reuse"] = decision == RefreshDecision.Reissue ? "true" : "false";
    }
}
