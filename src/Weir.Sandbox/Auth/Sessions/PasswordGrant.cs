using Microsoft.AspNetCore.Http;
using Weir.Sandbox.Auth.Users;
using Weir.Sandbox.Auth.Wire;

namespace Weir.Sandbox.Auth.Sessions;

/// <summary>
/// Sign-in with a password. Unknown address, no password and wrong password answer alike and take alike; what else is
/// wrong with an account is told only to who knows its password.
/// </summary>
internal static class PasswordGrant
{
    public static async Task<IResult> HandleAsync(AuthCall call, TokenRequest request)
    {
        if (!string.IsNullOrEmpty(request.Phone)) return AuthErrors.PhoneDisabled.ToResult();
        if (string.IsNullOrEmpty(request.Email)) return AuthErrors.Validation("missing email or phone").ToResult();
        var user = await FindAsync(call, EmailAddress.Normalise(request.Email));
        if (!call.Passwords.Matches(user?.PasswordHash, request.Password ?? "") || user is not { DeletedAt: null })
            return AuthErrors.InvalidCredentials.ToResult();
        if (user.IsBannedAt(call.Now)) return AuthErrors.UserBannedAtSignIn.ToResult();
        if (!user.IsConfirmed) return AuthErrors.EmailNotConfirmed.ToResult();

        await using var work = await call.Database.BeginAsync(call.CancellationToken);
        // The password may have changed while it was being checked; a change ends the sessions it finds, under this lock.
        await work.LockUserAsync(user.Id, call.CancellationToken);
        var now = await work.FindUserAsync(user.Id, call.CancellationToken);
        if (now?.PasswordHash != user.PasswordHash) return AuthErrors.InvalidCredentials.ToResult();
        var session = await call.Sessions.OpenAsync(work, user.Id, "password", call.Client, call.CancellationToken);
        if (session is null) return AuthErrors.UserBannedAtSignIn.ToResult();
        await work.CommitAsync(call.CancellationToken);
        return AuthCall.Json(session);
    }

    private static async Task<AuthUser?> FindAsync(AuthCall call, string? email)
    {
        await using var work = await call.Database.BeginAsync(call.CancellationToken);
        return await work.FindUserAsync(email ?? "", call.CancellationToken);
    }
}
