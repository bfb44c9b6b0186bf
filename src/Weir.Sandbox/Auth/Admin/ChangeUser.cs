using Microsoft.AspNetCore.Http;
using Weir.Sandbox.Auth.Sessions;
using Weir.Sandbox.Auth.Users;
using Weir.Sandbox.Auth.Wire;

namespace Weir.Sandbox.Auth.Admin;

/// <summary>
/// <c>PUT /admin/users/{id}</c>. A new password ends all sessions of the user; a new address counts at once and as proven.
/// </summary>
internal static class ChangeUser
{
    public static async Task<IResult> HandleAsync(
        [AsParameters] AuthCall call, string id, Body<AdminUserRequest> body, Administrator administrator)
    {
        if (!Guid.TryParseExact(id, "D", out var userId)) return AuthErrors.UserIdNotUuid.ToResult();
        var (wanted, error) = AdminUserCheck.Of(body.Value, call.Passwords);
        if (wanted is null) return (error ?? AuthErrors.BadJson).ToResult();
        await using var work = await call.Database.BeginAsync(call.CancellationToken);
        if (!await work.LockUserAsync(userId, call.CancellationToken)
            || await work.FindUserAsync(userId, call.CancellationToken) is not { } user)
        {
            return AuthErrors.UserNotFound.ToResult();
        }
        await work.UpdateUserAsync(userId, wanted.Change, call.Now, call.CancellationToken);
        if (wanted.Change.PasswordHash is not null)
            await work.EndSessionsAsync(userId, SignOutScope.Global, null, call.CancellationToken);
        if (wanted.Email is { } email && email != user.Email)
        {
            if (!await work.TrySetEmailAsync(userId, email, call.Now, call.CancellationToken))
                return AuthErrors.EmailExists.ToResult();
        }
        else if (body.Value.EmailConfirm == true && user.Email is not null)
        {
            await work.ConfirmEmailAsync(userId, call.Now, call.CancellationToken);
        }
        var changed = await work.FindUserAsync(userId, call.CancellationToken);
        await work.CommitAsync(call.CancellationToken);
        return AuthCall.Json(UserJson.Of(changed ?? user));
    }
}
