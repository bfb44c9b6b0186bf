using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Weir.Sandbox.Auth.Keys;
using Weir.Sandbox.Auth.Store;
using Weir.Sandbox.Auth.Wire;

namespace Weir.Sandbox.Auth.OneTime;

/// <summary>
/// <c>GET /verify</c>, the link of a mail: spends its token and sends the browser on, with the session in the fragment
/// or, for PKCE, with an authorization code in the query.
/// </summary>
internal static class VerifyLink
{
    public static async Task<IResult> HandleAsync([AsParameters] AuthCall call)
    {
        var query = call.Http.Request.Query;
        var type = query["type"].ToString();
        var token = query["token"].ToString();
        var target = RedirectTarget.Resolve(call.RedirectTo, call.Options);
        var pkce = token.StartsWith(OneTimeCode.PkcePrefix, StringComparison.Ordinal);
        if (CodeType.Of(type) is not { } types || token.Length == 0)
        {
            return Fail(
                call, target, pkce, AuthErrors.Validation("Verify requires a token and a supported verification type"));
        }

        await using var work = await call.Database.BeginAsync(call.CancellationToken);
        if (await call.Codes.FindAsync(work, token, types, call.CancellationToken) is not { } code)
            return Fail(call, target, pkce, AuthErrors.LinkExpired);
        switch (await CodeSpender.SpendAsync(work, code, call.Now, call.CancellationToken))
        {
            case CodeOutcome.FirstHalf:
                await work.CommitAsync(call.CancellationToken);
                return Send(call, $"{target}#message={Uri.EscapeDataString(VerifyCode.FirstHalf)}&sb=");
            case CodeOutcome.EmailTaken:
                return Fail(call, target, pkce, AuthErrors.EmailExists);
            case CodeOutcome.Gone:
                return Fail(call, target, pkce, AuthErrors.LinkExpired);
        }
        return pkce
            ? await SendCodeAsync(call, work, code.UserId, type, target)
            : await SendSessionAsync(call, work, code.UserId, type, target);
    }

    private static async Task<IResult> SendCodeAsync(AuthCall call, Work work, Guid userId, string type, string target)
    {
        var code = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        if (!await work.IssueAuthorizationCodeAsync(
            userId, CodeType.MethodOf(type), SecretHash.Of(code), call.Now, call.CancellationToken))
        {
            return Fail(call, target, pkce: true, AuthErrors.FlowStateNotFound);
        }
        await work.CommitAsync(call.CancellationToken);
        return Send(call, RedirectTarget.WithQuery(target, $"code={code}"));
    }

    private static async Task<IResult> SendSessionAsync(AuthCall call, Work work, Guid userId, string type, string target)
    {
        var session = await call.Sessions.OpenAsync(work, userId, "otp", call.Client, call.CancellationToken);
        if (session is null) return Fail(call, target, pkce: false, AuthErrors.UserBanned);
        await work.CommitAsync(call.CancellationToken);
        return Send(call, target + string.Create(
            CultureInfo.InvariantCulture,
            $"#access_token={session.AccessToken}&expires_at={session.ExpiresAt}&expires_in={session.ExpiresIn}"
            + $"&refresh_token={session.RefreshToken}&token_type={session.TokenType}&type={type}&sb="));
    }

    private static IResult Fail(AuthCall call, string target, bool pkce, AuthError error)
    {
        var kind = error.Status switch
        {
            403 => "access_denied",
            >= 500 => "server_error",
            _ => "invalid_request",
        };
        var details =
            $"error={kind}&error_code={error.Code}&error_description={Uri.EscapeDataString(error.Message)}";
        return Send(call, (pkce ? RedirectTarget.WithQuery(target, details) : target) + $"#{details}&sb=");
    }

    private static IResult Send(AuthCall call, string location)
    {
        call.Http.Response.Headers.Location = location;
        return Results.StatusCode(StatusCodes.Status303SeeOther);
    }
}
