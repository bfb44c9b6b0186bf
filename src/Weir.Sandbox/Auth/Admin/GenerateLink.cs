using Microsoft.AspNetCore.Http;
using Weir.Sandbox.Auth.OneTime;
using Weir.Sandbox.Auth.Store;
using Weir.Sandbox.Auth.Users;
using Weir.Sandbox.Auth.Wire;

namespace Weir.Sandbox.Auth.Admin;

/// <summary><c>POST /admin/generate_link</c>: what a mail would carry, for who sends mails himself.</summary>
internal static class GenerateLink
{
    public static async Task<IResult> HandleAsync(
        [AsParameters] AuthCall call, Body<LinkRequest> body, Administrator administrator)
    {
        var request = body.Value;
        MailKind? kind = request.Type switch
        {
            "signup" => MailKind.SignUp,
            "invite" => MailKind.Invite,
            "magiclink" => MailKind.MagicLink,
            "recovery" => MailKind.Recovery,
            "email_change_current" => MailKind.EmailChangeCurrent,
            "email_change_new" => MailKind.EmailChangeNew,
            _ => null,
        };
        if (kind is null) return AuthErrors.Validation($"Invalid email action link type requested").ToResult();
        if (EmailAddress.Normalise(request.Email) is not { } email) return AuthErrors.EmailInvalid.ToResult();
        if (kind == MailKind.SignUp)
        {
            if (string.IsNullOrEmpty(request.Password))
                return AuthErrors.Validation("Signup requires a valid password").ToResult();
            if (call.Passwords.Refuse(request.Password) is { } weak) return weak.ToResult();
        }

        await using var work = await call.Database.BeginAsync(call.CancellationToken);
        var (user, error) = await PrepareAsync(call, work, kind, email, request);
        if (user is null) return (error ?? AuthErrors.Conflict).ToResult();
        var recipient = kind == MailKind.EmailChangeNew && user.NewEmail is { } newEmail ? newEmail : email;
        var code = await call.Mailer.IssueAsync(work, user, kind, recipient, pkce: false, call.CancellationToken);
        var current = await work.FindUserAsync(user.Id, call.CancellationToken);
        await work.CommitAsync(call.CancellationToken);
        var redirectTo = RedirectTarget.Resolve(request.RedirectTo ?? call.RedirectTo, call.Options);
        return AuthCall.Json(UserJson.Of(current ?? user) with
        {
            Link = new Dictionary<string, object>
            {
                ["action_link"] = call.Mailer.LinkFor(kind, code, redirectTo),
                ["email_otp"] = code.Otp,
                ["hashed_token"] = code.LinkToken,
                ["verification_type"] = request.Type ?? kind.Type,
                ["redirect_to"] = redirectTo,
            },
        });
    }

    /// <summary>The account that the link is for, locked.</summary>
    private static async Task<(AuthUser? User, AuthError? Error)> PrepareAsync(
        AuthCall call, Work work, MailKind kind, string email, LinkRequest request)
    {
        if (kind == MailKind.SignUp || kind == MailKind.Invite)
            return await InviteUser.FindOrCreateAsync(call, work, email, request);
        if (kind == MailKind.MagicLink)
        {
            var fresh = new NewUser { Id = Guid.CreateVersion7(call.Now), Email = email, UserMetadata = request.Data };
            await work.CreateUserAsync(fresh, call.Now, call.CancellationToken);
        }
        if (await work.FindUserAsync(email, call.CancellationToken) is not { } user
            || !await work.LockUserAsync(user.Id, call.CancellationToken))
        {
            return (null, AuthErrors.UserNotFound);
        }
        if (kind != MailKind.EmailChangeCurrent && kind != MailKind.EmailChangeNew) return (user, null);

        if (EmailAddress.Normalise(request.NewEmail) is not { } newEmail) return (null, AuthErrors.EmailInvalid);
        if (await work.FindUserAsync(newEmail, call.CancellationToken) is not null) return (null, AuthErrors.EmailExists);
        // The second of both links must not undo the first.
        if (user.NewEmail != newEmail)
            await work.AskEmailChangeAsync(user.Id, newEmail, call.Now, call.CancellationToken);
        return (await work.FindUserAsync(user.Id, call.CancellationToken), null);
    }
}
