using Microsoft.AspNetCore.Http;
using Weir.Sandbox.Auth.OneTime;
using Weir.Sandbox.Auth.Store;
using Weir.Sandbox.Auth.Wire;

namespace Weir.Sandbox.Auth.Users;

/// <summary>
/// <c>POST /signup</c>. Of two sign-ups of one address one makes the account: the unique index decides, not a look before.
/// </summary>
internal static class SignUp
{
    public static async Task<IResult> HandleAsync([AsParameters] AuthCall call, Body<SignUpRequest> body)
    {
        var request = body.Value;
        if (!string.IsNullOrEmpty(request.Phone)) return AuthErrors.PhoneDisabled.ToResult();
        if (call.Options.DisableSignUp) return AuthErrors.SignUpDisabled.ToResult();
        if (string.IsNullOrEmpty(request.Email)) return await AnonymousAsync(call, request);
        if (string.IsNullOrEmpty(request.Password))
            return AuthErrors.Validation("Signup requires a valid password").ToResult();
        if (EmailAddress.Normalise(request.Email) is not { } email) return AuthErrors.EmailInvalid.ToResult();
        if (call.Passwords.Refuse(request.Password) is { } weak) return weak.ToResult();
        var (challenge, fault) = PkceChallenge.Read(request.CodeChallenge, request.CodeChallengeMethod);
        if (fault is not null) return fault.ToResult();
        if (!call.Options.AutoConfirm && call.Mailer.Refuse("signup", email) is { } refusal) return refusal.ToResult();

        var user = new NewUser
        {
            Id = Guid.CreateVersion7(call.Now),
            Email = email,
            PasswordHash = call.Passwords.Hash(request.Password),
            Confirmed = call.Options.AutoConfirm,
            UserMetadata = request.Data,
        };
        await using var work = await call.Database.BeginAsync(call.CancellationToken);
        if (!await work.CreateUserAsync(user, call.Now, call.CancellationToken))
            return await AnswerExistingAsync(call, work, request, email, challenge);
        Log.SignedUp(call.Logger, user.Id);
        return call.Options.AutoConfirm
            ? await OpenAsync(call, work, user.Id, "password")
            : await ConfirmAsync(call, work, user.Id, email, challenge);
    }

    private static async Task<IResult> AnonymousAsync(AuthCall call, SignUpRequest request)
    {
        if (!call.Options.AnonymousSignIns) return AuthErrors.AnonymousDisabled.ToResult();
        if (!call.Limiter.TryTake(LimitKind.Anonymous, call.Http)) return AuthErrors.OverRequestRate.ToResult();
        var user = new NewUser { Id = Guid.CreateVersion7(call.Now), UserMetadata = request.Data };
        await using var work = await call.Database.BeginAsync(call.CancellationToken);
        await work.CreateUserAsync(user, call.Now, call.CancellationToken);
        return await OpenAsync(call, work, user.Id, "anonymous");
    }

    /// <summary>With confirmation mails, a known address gets the answer of a new one; only its owner learns more.</summary>
    private static async Task<IResult> AnswerExistingAsync(
        AuthCall call, Work work, SignUpRequest request, string email, PkceChallenge? challenge)
    {
        if (call.Options.AutoConfirm) return AuthErrors.UserAlreadyExists.ToResult();
        var existing = await work.FindUserAsync(email, call.CancellationToken);
        return existing is null or { IsConfirmed: true }
            ? AuthCall.Json(UserJson.Obfuscated(email, request.Data, call.Now.UtcDateTime))
            : await ConfirmAsync(call, work, existing.Id, email, challenge);
    }

    private static async Task<IResult> ConfirmAsync(
        AuthCall call, Work work, Guid userId, string email, PkceChallenge? challenge)
    {
        await work.LockUserAsync(userId, call.CancellationToken);
        if (await work.FindUserAsync(userId, call.CancellationToken) is not { } user)
            return AuthErrors.Conflict.ToResult();
        await call.Mailer.SendAsync(work, user, MailKind.SignUp, email, challenge, call.RedirectTo, call.CancellationToken);
        var mailed = await work.FindUserAsync(userId, call.CancellationToken);
        await work.CommitAsync(call.CancellationToken);
        return AuthCall.Json(UserJson.Of(mailed ?? user));
    }

    private static async Task<IResult> OpenAsync(AuthCall call, Work work, Guid userId, string method)
    {
        var session = await call.Sessions.OpenAsync(work, userId, method, call.Client, call.CancellationToken);
        if (session is null) return AuthErrors.UserBannedAtSignIn.ToResult();
        await work.CommitAsync(call.CancellationToken);
        return AuthCall.Json(session);
    }
}
