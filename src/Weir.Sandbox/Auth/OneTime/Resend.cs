using Microsoft.AspNetCore.Http;
using Weir.Sandbox.Auth.Store;
using Weir.Sandbox.Auth.Users;
using Weir.Sandbox.Auth.Wire;

namespace Weir.Sandbox.Auth.OneTime;

/// <summary><c>POST /resend</c>: the last mail of a sign-up or of a change of address again, with a new code.</summary>
internal static class Resend
{
    public static async Task<IResult> HandleAsync([AsParameters] AuthCall call, Body<ResendRequest> body)
    {
        var request = body.Value;
        if (request.Type is "sms" or "phone_change") return AuthErrors.PhoneDisabled.ToResult();
        if (request.Type is not ("signup" or "email_change"))
        {
            return AuthErrors.Validation("Missing one of these types: signup, email_change, sms, phone_change").ToResult();
        }
        if (EmailAddress.Normalise(request.Email) is not { } email) return AuthErrors.EmailInvalid.ToResult();
        if (call.Mailer.Refuse(request.Type, email) is { } refusal) return refusal.ToResult();

        await using var work = await call.Database.BeginAsync(call.CancellationToken);
        if (await work.FindUserAsync(email, call.CancellationToken) is { } found
            && await work.LockUserAsync(found.Id, call.CancellationToken)
            && await work.FindUserAsync(found.Id, call.CancellationToken) is { DeletedAt: null } user)
        {
            await SendAsync(call, work, user, request.Type, email);
            await work.CommitAsync(call.CancellationToken);
        }
        return AuthCall.Json(new { });
    }

    private static async Task SendAsync(AuthCall call, Work work, AuthUser user, string type, string email)
    {
        if (type == "signup" && !user.IsConfirmed)
        {
            await call.Mailer.SendAsync(
                work, user, MailKind.SignUp, email, challenge: null, call.RedirectTo, call.CancellationToken);
        }
        if (type == "email_change" && user.NewEmail is { } newEmail)
        {
            await work.AskEmailChangeAsync(user.Id, newEmail, call.Now, call.CancellationToken);
            await UpdateUser.SendChangeMailsAsync(call, work, user, newEmail, challenge: null);
        }
    }
}
