using Microsoft.AspNetCore.Http;
using Weir.Sandbox.Auth.Wire;

namespace Weir.Sandbox.Auth.Sessions;

/// <summary><c>POST /token?grant_type=</c>.</summary>
internal static class Token
{
    public static Task<IResult> HandleAsync([AsParameters] AuthCall call, Body<TokenRequest> body) =>
        call.Http.Request.Query["grant_type"].ToString() switch
        {
            "password" => PasswordGrant.HandleAsync(call, body.Value),
            "refresh_token" => RefreshGrant.HandleAsync(call, body.Value),
            "pkce" => PkceGrant.HandleAsync(call, body.Value),
            _ => Task.FromResult(new AuthError(400, "invalid_credentials", "unsupported_grant_type").ToResult()),
        };
}
