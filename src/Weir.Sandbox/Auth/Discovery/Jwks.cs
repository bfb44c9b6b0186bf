using Microsoft.AspNetCore.Http;
using Weir.Sandbox.Auth.Keys;
using Weir.Sandbox.Auth.Wire;

namespace Weir.Sandbox.Auth.Discovery;

/// <summary><c>GET /.well-known/jwks.json</c>: current, standby and previous keys.</summary>
internal static class Jwks
{
    /// <summary>How long clients may keep what discovery says.</summary>
    public const string CacheControl = "public, max-age=600";

    public static IResult Handle(HttpContext context, SandboxKeyring keyring)
    {
        context.Response.Headers.CacheControl = CacheControl;
        return Results.Json(new { keys = keyring.PublicKeys }, AuthJson.Options);
    }
}
