using Microsoft.AspNetCore.Http;
using Weir.Sandbox.Auth.Users;
using Weir.Sandbox.Auth.Wire;

namespace Weir.Sandbox.Auth.Admin;

/// <summary><c>GET /admin/users/{id}</c>.</summary>
internal static class ReadUser
{
    public static async Task<IResult> HandleAsync([AsParameters] AuthCall call, string id, Administrator administrator)
    {
        if (!Guid.TryParseExact(id, "D", out var userId)) return AuthErrors.UserIdNotUuid.ToResult();
        await using var work = await call.Database.BeginAsync(call.CancellationToken);
        return await work.FindUserAsync(userId, call.CancellationToken) is { } user
            ? AuthCall.Json(UserJson.Of(user))
            : AuthErrors.UserNotFound.ToResult();
    }
}
