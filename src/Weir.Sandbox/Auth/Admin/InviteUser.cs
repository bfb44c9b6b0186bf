using Microsoft.AspNetCore.Http;
using Weir.Sandbox.Auth.OneTime;
using Weir.Sandbox.Auth.Store;
using Weir.Sandbox.Auth.Users;
using Weir.Sandbox.Auth.Wire;

namespace Weir.Sandbox.Auth.Admin;

/// <summary><c>POST /invite</c>: makes an account and mails its owner a link into it.</summary>
internal static class InviteUser
{
    public static async Task<IResult> HandleAsync(
        [AsParameters] AuthCall call, Body<LinkRequest> body, Administrator administrator)
    {
        if (EmailAddress.Normalise(body.Value.Email) is not { } email) return AuthErrors.EmailInvalid.ToResult();
        if (call.Mailer.Refuse("invite", email) is { } refusal) return refusal.ToResult();
        await using var work = await call.Database.BeginAsync(call.CancellationToken);
        var (user, error) = await FindOrCreateAsync(call, work, email, body.Value);
        if (user is null) return (error ?? AuthErrors.Conflict).ToResult();
        await call.Mailer.SendAsync(
            work, user, MailKind.Invite, email, challenge: null, call.RedirectTo, call.CancellationToken);
        var invited = await work.FindUserAsync(user.Id, call.CancellationToken);
        await work.CommitAsync(call.CancellationToken);
        return AuthCall.Json(UserJson.Of(invited ?? user));
    }

    /// <summary>The account to invite into, locked; a confirmed one needs no invitation.</summary>
    internal static async Task<(AuthUser? User, AuthError? Error)> FindOrCreateAsync(
        AuthCall call, Work work, string email, LinkRequest request)
    {
        var fresh = new NewUser
        {
            Id = Guid.CreateVersion7(call.Now),
            Email = email,
            Invited = request.Type != "signup",
            PasswordHash = string.IsNullOrEmpty(request.Password) ? null : call.Passwords.Hash(request.Password),
            UserMetadata = request.Data,
        };
        await work.CreateUserAsync(fresh, call.Now, call.CancellationToken);
        if (await work.FindUserAsync(email, call.CancellationToken) is not { } user) return (null, AuthErrors.Conflict);
        if (user.IsConfirmed) return (null, AuthErrors.EmailExists);
        await work.LockUserAsync(user.Id, call.CancellationToken);
        return (user, null);
    }
}
