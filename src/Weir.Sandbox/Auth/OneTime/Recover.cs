using Microsoft.AspNetCore.Http;
using Weir.Sandbox.Auth.Users;
using Weir.Sandbox.Auth.Wire;

namespace Weir.Sandbox.Auth.OneTime;

/// <summary><c>POST /recover</c>: mails a link to set a new password; answers the same for an unknown address.</summary>
internal static class Recover
{
    public static async Task<IResult> HandleAsync([AsParameters] AuthCall call, Body<OtpRequest> body)
    {
        var request = body.Value;
        if (string.IsNullOrEmpty(request.Email))
            return AuthErrors.Validation("Password recovery requires an email").ToResult();
        if (EmailAddress.Normalise(request.Email) is not { } email) return AuthErrors.EmailInvalid.ToResult();
        var (challenge, fault) = PkceChallenge.Read(request.CodeChallenge, request.CodeChallengeMethod);
        if (fault is not null) return fault.ToResult();
        if (call.Mailer.Refuse("recovery", email) is { } refusal) return refusal.ToResult();

        await using var work = await call.Database.BeginAsync(call.CancellationToken);
        var user = await work.FindUserAsync(email, call.CancellationToken);
        if (user is not null && !user.IsBannedAt(call.Now))
        {
            await work.LockUserAsync(user.Id, call.CancellationToken);
            await call.Mailer.SendAsync(
                work, user, MailKind.Recovery, email, challenge, call.RedirectTo, call.CancellationToken);
            await work.CommitAsync(call.CancellationToken);
        }
        return AuthCall.Json(new { });
    }
}
