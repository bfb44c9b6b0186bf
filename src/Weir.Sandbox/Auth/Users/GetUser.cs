using Microsoft.AspNetCore.Http;
using Weir.Sandbox.Auth.Wire;

namespace Weir.Sandbox.Auth.Users;

/// <summary><c>GET /user</c>: unlike the token itself, it knows of sign-outs and bans.</summary>
internal static class GetUser
{
    public static async Task<IResult> HandleAsync([AsParameters] AuthCall call, Bearer bearer)
    {
        await using var work = await call.Database.BeginAsync(call.CancellationToken);
        var (user, error) = await bearer.FindUserAsync(work, call.Now, call.CancellationToken);
        return user is null ? (error ?? AuthErrors.UserOfTokenNotFound).ToResult() : AuthCall.Json(UserJson.Of(user));
    }
}
