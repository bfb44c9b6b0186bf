using Microsoft.AspNetCore.Http;
using Weir.Sandbox.Auth.Store;
using Weir.Sandbox.Auth.Users;
using Weir.Sandbox.Auth.Wire;

namespace Weir.Sandbox.Auth.OneTime;

/// <summary>
/// <c>POST /otp</c> and <c>/magiclink</c>: mails a code and a link that sign in, and makes the account if there is none.
/// </summary>
internal static class SendOtp
{
    public static async Task<IResult> HandleAsync([AsParameters] AuthCall call, Body<OtpRequest> body)
    {
        var request = body.Value;
        if (!string.IsNullOrEmpty(request.Phone)) return AuthErrors.PhoneDisabled.ToResult();
        if (string.IsNullOrEmpty(request.Email))
            return AuthErrors.Validation("One of email or phone must be set").ToResult();
        if (EmailAddress.Normalise(request.Email) is not { } email) return AuthErrors.EmailInvalid.ToResult();
        var (challenge, fault) = PkceChallenge.Read(request.CodeChallenge, request.CodeChallengeMethod);
        if (fault is not null) return fault.ToResult();
        if (call.Mailer.Refuse("magiclink", email) is { } refusal) return refusal.ToResult();

        await using var work = await call.Database.BeginAsync(call.CancellationToken);
        var user = await work.FindUserAsync(email, call.CancellationToken);
        if (user is null)
        {
            if (request.CreateUser == false || call.Options.DisableSignUp) return AuthErrors.OtpDisabled.ToResult();
            user = await CreateAsync(call, work, email, request);
        }
        if (user is not null && !user.IsBannedAt(call.Now))
        {
            var kind = user.IsConfirmed || call.Options.AutoConfirm ? MailKind.MagicLink : MailKind.SignUp;
            await work.LockUserAsync(user.Id, call.CancellationToken);
            await call.Mailer.SendAsync(work, user, kind, email, challenge, call.RedirectTo, call.CancellationToken);
            await work.CommitAsync(call.CancellationToken);
        }
        return AuthCall.Json(new { });
    }

    private static async Task<AuthUser?> CreateAsync(AuthCall call, Work work, string email, OtpRequest request)
    {
        // A concurrent request may make the account first; then it is that one.
        var user = new NewUser { Id = Guid.CreateVersion7(call.Now), Email = email, UserMetadata = request.Data };
        await work.CreateUserAsync(user, call.Now, call.CancellationToken);
        return await work.FindUserAsync(email, call.CancellationToken);
    }
}
