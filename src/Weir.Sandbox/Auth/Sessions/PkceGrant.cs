using Microsoft.AspNetCore.Http;
using Weir.Sandbox.Auth.Keys;
using Weir.Sandbox.Auth.OneTime;
using Weir.Sandbox.Auth.Wire;

namespace Weir.Sandbox.Auth.Sessions;

/// <summary>Exchange of an authorization code and the verifier of its challenge. The code is good once.</summary>
internal static class PkceGrant
{
    public static async Task<IResult> HandleAsync(AuthCall call, TokenRequest request)
    {
        if (string.IsNullOrEmpty(request.AuthCode) || string.IsNullOrEmpty(request.CodeVerifier))
        {
            return AuthErrors.Validation("invalid request: both auth code and code verifier should be non-empty").ToResult();
        }
        await using var work = await call.Database.BeginAsync(call.CancellationToken);
        if (await work.LockFlowAsync(SecretHash.Of(request.AuthCode), call.CancellationToken) is not { } flow)
            return AuthErrors.FlowStateNotFound.ToResult();
        if (call.Now.UtcDateTime >= flow.IssuedAt + call.Options.AuthorizationCodeLifetime)
            return AuthErrors.FlowStateExpired.ToResult();
        if (!flow.Challenge.IsAnsweredBy(request.CodeVerifier)) return AuthErrors.BadCodeVerifier.ToResult();
        await work.EndFlowAsync(flow.Id, call.CancellationToken);
        var session = await call.Sessions.OpenAsync(work, flow.UserId, flow.Method, call.Client, call.CancellationToken);
        if (session is null) return AuthErrors.UserBannedAtSignIn.ToResult();
        await work.CommitAsync(call.CancellationToken);
        return AuthCall.Json(session);
    }
}
