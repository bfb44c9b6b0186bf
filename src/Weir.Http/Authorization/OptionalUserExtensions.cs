using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Weir.Http.Callers;

namespace Weir.Http.Authorization;

/// <summary>Endpoints that anybody may call, and that know a user who signed in.</summary>
public static class OptionalUserExtensions
{
    /// <summary>
    /// Without a token the call is nobody's; with one it is its user's. A token that is not valid is refused as anywhere: who
    /// sends one means to be known.
    /// </summary>
    public static RouteHandlerBuilder AllowNobody(this RouteHandlerBuilder endpoint)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        return endpoint.RequireAuthorization().AllowAnonymous().AddEndpointFilter(static async (call, next) =>
        {
            var context = call.HttpContext;
            if (context.Request.Headers.Authorization.Count == 0 || IsUser(context)) return await next(call);
            // A key is no user.
            if (context.User.Identity?.IsAuthenticated is true) await context.ForbidAsync();
            else await context.ChallengeAsync();
            return TypedResults.Empty;
        });
    }

    /// <summary>Whether a user signed in.</summary>
    public static bool IsUser(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.User.HasClaim(claim => claim.Type == Caller.UserIdClaim);
    }
}
