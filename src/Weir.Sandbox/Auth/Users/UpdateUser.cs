using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Weir.Sandbox.Auth.OneTime;
using Weir.Sandbox.Auth.Sessions;
using Weir.Sandbox.Auth.Store;
using Weir.Sandbox.Auth.Wire;

namespace Weir.Sandbox.Auth.Users;

/// <summary>
/// <c>PUT /user</c>. A new password ends the user's other sessions. A new address counts once its mail was answered,
/// except for an anonymous account where sign-ups need no confirmation.
/// </summary>
internal static class UpdateUser
{
    public static async Task<IResult> HandleAsync(
        [AsParameters] AuthCall call, Body<UpdateUserRequest> body, Bearer bearer)
    {
        var request = body.Value;
        if (!string.IsNullOrEmpty(request.Phone)) return AuthErrors.PhoneDisabled.ToResult();
        if (request.Data is { ValueKind: not JsonValueKind.Object })
            return AuthErrors.Validation("data must be an object").ToResult();
        var email = string.IsNullOrEmpty(request.Email) ? null : EmailAddress.Normalise(request.Email);
        if (email is null && !string.IsNullOrEmpty(request.Email)) return AuthErrors.EmailInvalid.ToResult();
        var (challenge, fault) = PkceChallenge.Read(request.CodeChallenge, request.CodeChallengeMethod);
        if (fault is not null) return fault.ToResult();
        var (passwordHash, wrong) = await CheckPasswordAsync(call, request, email, bearer);
        if (wrong is not null) return wrong.ToResult();

        await using var work = await call.Database.BeginAsync(call.CancellationToken);
        await work.LockUserAsync(bearer.UserId, call.CancellationToken);
        var (user, error) = await bearer.FindUserAsync(work, call.Now, call.CancellationToken);
        if (user is null) return (error ?? AuthErrors.UserOfTokenNotFound).ToResult();
        await work.UpdateUserAsync(
            user.Id,
            new UserChange { PasswordHash = passwordHash, UserMetadata = request.Data },
            call.Now,
            call.CancellationToken);
        if (passwordHash is not null)
            await work.EndSessionsAsync(user.Id, SignOutScope.Others, bearer.SessionId, call.CancellationToken);
        if (email is not null && email != user.Email
            && await ChangeEmailAsync(call, work, user, email, challenge) is { } refusal)
        {
            return refusal.ToResult();
        }
        var changed = await work.FindUserAsync(user.Id, call.CancellationToken);
        await work.CommitAsync(call.CancellationToken);
        return AuthCall.Json(UserJson.Of(changed ?? user));
    }

    /// <summary>Judges and hashes the new password outside of any lock, since that takes its time.</summary>
    private static async Task<(string? Hash, AuthError? Error)> CheckPasswordAsync(
        AuthCall call, UpdateUserRequest request, string? newEmail, Bearer bearer)
    {
        if (string.IsNullOrEmpty(request.Password)) return (null, null);
        if (call.Passwords.Refuse(request.Password) is { } weak) return (null, weak);
        AuthUser? user;
        AuthError? error;
        await using (var work = await call.Database.BeginAsync(call.CancellationToken))
            (user, error) = await bearer.FindUserAsync(work, call.Now, call.CancellationToken);
        if (user is null) return (null, error);
        if (user.IsAnonymous && newEmail is null)
        {
            return (null, new AuthError(422, "validation_failed",
                "Updating password of an anonymous user without an email or phone is not allowed"));
        }
        if (request.CurrentPassword is { Length: > 0 } current && !call.Passwords.Matches(user.PasswordHash, current))
            return (null, AuthErrors.CurrentPasswordInvalid);
        return call.Passwords.Matches(user.PasswordHash, request.Password)
            ? (null, AuthErrors.SamePassword)
            : (call.Passwords.Hash(request.Password), null);
    }

    private static async Task<AuthError?> ChangeEmailAsync(
        AuthCall call, Work work, AuthUser user, string email, PkceChallenge? challenge)
    {
        if (await work.FindUserAsync(email, call.CancellationToken) is not null) return AuthErrors.EmailExists;
        if (user.IsAnonymous && call.Options.AutoConfirm)
        {
            return await work.TrySetEmailAsync(user.Id, email, call.Now, call.CancellationToken)
                ? null
                : AuthErrors.EmailExists;
        }
        if (call.Mailer.Refuse("email_change", email) is { } refusal) return refusal;
        await work.AskEmailChangeAsync(user.Id, email, call.Now, call.CancellationToken);
        await SendChangeMailsAsync(call, work, user, email, challenge);
        return null;
    }

    /// <summary>Mails the wanted address and, where both must agree, the present one.</summary>
    internal static async Task SendChangeMailsAsync(
        AuthCall call, Work work, AuthUser user, string newEmail, PkceChallenge? challenge)
    {
        if (call.Options.SecureEmailChange && user.Email is { } current)
        {
            await call.Mailer.SendAsync(
                work, user, MailKind.EmailChangeCurrent, current, challenge, call.RedirectTo, call.CancellationToken);
        }
        await call.Mailer.SendAsync(
            work, user, MailKind.EmailChangeNew, newEmail, challenge, call.RedirectTo, call.CancellationToken);
    }
}
