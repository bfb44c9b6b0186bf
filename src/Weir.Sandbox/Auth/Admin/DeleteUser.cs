using Microsoft.AspNetCore.Http;
using Weir.Sandbox.Auth.Users;
using Weir.Sandbox.Auth.Wire;

namespace Weir.Sandbox.Auth.Admin;

/// <summary><c>DELETE /admin/users/{id}</c>: gone, or with <c>should_soft_delete</c> nameless and unusable.</summary>
internal static class DeleteUser
{
    public static async Task<IResult> HandleAsync(
        [AsParameters] AuthCall call, string id, Body<DeleteUserRequest> body, Administrator administrator)
    {
        if (!Guid.TryParseExact(id, "D", out var userId)) return AuthErrors.UserIdNotUuid.ToResult();
        await using var work = await call.Database.BeginAsync(call.CancellationToken);
        var deleted = body.Value.ShouldSoftDelete == true
            ? await work.SoftDeleteUserAsync(userId, call.Now, call.CancellationToken)
            : await work.DeleteUserAsync(userId, call.CancellationToken);
        if (!deleted) return AuthErrors.UserNotFound.ToResult();
        await work.CommitAsync(call.CancellationToken);
        return AuthCall.Json(new { });
    }
}
