using Microsoft.AspNetCore.Http;
using Weir.Sandbox.Auth.Users;
using Weir.Sandbox.Auth.Wire;

namespace Weir.Sandbox.Auth.Admin;

/// <summary><c>POST /admin/users</c>. No mail goes out; without <c>email_confirm</c> the address stays unproven.</summary>
internal static class CreateUser
{
    public static async Task<IResult> HandleAsync(
        [AsParameters] AuthCall call, Body<AdminUserRequest> body, Administrator administrator)
    {
        var request = body.Value;
        var (wanted, error) = AdminUserCheck.Of(request, call.Passwords);
        if (wanted is null) return (error ?? AuthErrors.BadJson).ToResult();
        if (wanted.Email is null)
            return AuthErrors.Validation("Cannot create a user without either an email or phone").ToResult();
        var id = Guid.CreateVersion7(call.Now);
        if (request.Id is { Length: > 0 } given && !Guid.TryParseExact(given, "D", out id))
            return AuthErrors.Validation("ID must conform to the uuid format").ToResult();

        await using var work = await call.Database.BeginAsync(call.CancellationToken);
        var user = new NewUser { Id = id, Email = wanted.Email, Confirmed = request.EmailConfirm == true };
        if (!await work.CreateUserAsync(user, call.Now, call.CancellationToken)) return AuthErrors.EmailExists.ToResult();
        await work.UpdateUserAsync(id, wanted.Change, call.Now, call.CancellationToken);
        var created = await work.FindUserAsync(id, call.CancellationToken);
        await work.CommitAsync(call.CancellationToken);
        return created is null ? AuthErrors.Conflict.ToResult() : AuthCall.Json(UserJson.Of(created));
    }
}
