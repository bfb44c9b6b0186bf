using Microsoft.AspNetCore.Http;
using Weir.Sandbox.Auth.Wire;

namespace Weir.Sandbox.Auth.Discovery;

/// <summary><c>GET /.well-known/openid-configuration</c>.</summary>
internal static class OpenIdConfiguration
{
    private static readonly string[] s_responseTypes = ["code"];
    private static readonly string[] s_subjectTypes = ["public"];
    private static readonly string[] s_algorithms = ["RS256", "HS256", "ES256"];

    public static IResult Handle(HttpContext context, SandboxAuthOptions options)
    {
        context.Response.Headers.CacheControl = Jwks.CacheControl;
        var issuer = options.Issuer;
        return Results.Json(
            new
            {
                issuer,
                authorization_endpoint = issuer + "/oauth/authorize",
                token_endpoint = issuer + "/oauth/token",
                jwks_uri = issuer + "/.well-known/jwks.json",
                userinfo_endpoint = issuer + "/oauth/userinfo",
                response_types_supported = s_responseTypes,
                subject_types_supported = s_subjectTypes,
                id_token_signing_alg_values_supported = s_algorithms,
            },
            AuthJson.Options);
    }
}
