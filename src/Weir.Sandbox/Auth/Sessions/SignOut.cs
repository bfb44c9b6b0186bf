using Microsoft.AspNetCore.Http;
using Weir.Sandbox.Auth.Wire;

namespace Weir.Sandbox.Auth.Sessions;

/// <summary><c>POST /logout?scope=</c>. Refresh tokens die at once, access tokens live until they expire.</summary>
internal static class SignOut
{
    public static async Task<IResult> HandleAsync([AsParameters] AuthCall call, Bearer bearer)
    {
        SignOutScope? scope = call.Http.Request.Query["scope"].ToString() switch
        {
            "" or "global" => SignOutScope.Global,
            "local" => SignOutScope.Local,
            "others" => SignOutScope.Others,
            _ => null,
        };
        if (scope is null) return AuthErrors.Validation("Unsupported logout scope").ToResult();
        await using var work = await call.Database.BeginAsync(call.CancellationToken);
        var (user, error) = await bearer.FindUserAsync(work, call.Now, call.CancellationToken);
        // A banned user may still sign out.
        if (user is null && error != AuthErrors.UserBanned) return (error ?? AuthErrors.SessionNotFound).ToResult();
        await work.EndSessionsAsync(bearer.UserId, scope.Value, bearer.SessionId, call.CancellationToken);
        await work.CommitAsync(call.CancellationToken);
        return Results.NoContent();
    }
}
