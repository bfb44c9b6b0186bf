using Microsoft.AspNetCore.Http;

namespace Weir.Sandbox.Auth.Wire;

/// <summary>
/// Lets browsers of the allowed origins read every answer, failures too. Never with credentials: the API's
/// authority is a bearer token, which a page must hold already.
/// </summary>
internal sealed class CorsFilter(SandboxAuthOptions options) : IEndpointFilter
{
    private const string Exposed = "X-Total-Count, Link, X-Supabase-Api-Version, x-sb-error-code";

    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        Allow(context.HttpContext);
        return next(context);
    }

    /// <summary>Answers a preflight.</summary>
    public IResult Preflight(HttpContext context)
    {
        if (Allow(context))
        {
            var headers = context.Response.Headers;
            headers.AccessControlAllowMethods = "GET, POST, PUT, PATCH, DELETE, OPTIONS";
            headers.AccessControlAllowHeaders = context.Request.Headers.AccessControlRequestHeaders;
            headers.AccessControlMaxAge = "3600";
            headers.Append("Vary", "Access-Control-Request-Headers");
        }
        return Results.NoContent();
    }

    private bool Allow(HttpContext context)
    {
        var origin = context.Request.Headers.Origin.ToString();
        if (origin.Length == 0) return false;
        var headers = context.Response.Headers;
        if (options.AllowedOrigins.Contains("*"))
        {
            headers.AccessControlAllowOrigin = "*";
        }
        else
        {
            headers.Append("Vary", "Origin");
            if (!options.AllowedOrigins.Contains(origin)) return false;
            headers.AccessControlAllowOrigin = origin;
        }
        headers.AccessControlExposeHeaders = Exposed;
        return true;
    }
}
