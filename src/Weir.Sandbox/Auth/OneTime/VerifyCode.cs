using Microsoft.AspNetCore.Http;
using Weir.Sandbox.Auth.Users;
using Weir.Sandbox.Auth.Wire;

namespace Weir.Sandbox.Auth.OneTime;

/// <summary><c>POST /verify</c>: spends a code and answers a session.</summary>
internal static class VerifyCode
{
    /// <summary>What is said after the first of two addresses agreed.</summary>
    public const string FirstHalf =
        "Confirmation link accepted. Please proceed to confirm link sent to the other email";

    public static async Task<IResult> HandleAsync([AsParameters] AuthCall call, Body<VerifyRequest> body)
    {
        var request = body.Value;
        if (Refuse(request) is { } refusal) return refusal.ToResult();
        var types = CodeType.Of(request.Type) ?? [];
        StoredCode? guessed = null;
        if (request.Token is { Length: > 0 } otp)
        {
            if (EmailAddress.Normalise(request.Email) is not { } email) return AuthErrors.EmailInvalid.ToResult();
            guessed = await call.Codes.GuessAsync(email, otp, types, call.CancellationToken);
            if (guessed is null) return AuthErrors.OtpExpired.ToResult();
        }
        await using var work = await call.Database.BeginAsync(call.CancellationToken);
        var code = guessed ?? await call.Codes.FindAsync(work, request.TokenHash ?? "", types, call.CancellationToken);
        if (code is null) return AuthErrors.LinkExpired.ToResult();
        switch (await CodeSpender.SpendAsync(work, code, call.Now, call.CancellationToken))
        {
            case CodeOutcome.FirstHalf:
                await work.CommitAsync(call.CancellationToken);
                return AuthCall.Json(new { msg = FirstHalf, code = "200" });
            case CodeOutcome.EmailTaken:
                return AuthErrors.EmailExists.ToResult();
            case CodeOutcome.Gone:
                return AuthErrors.OtpExpired.ToResult();
        }
        var session = await call.Sessions.OpenAsync(work, code.UserId, "otp", call.Client, call.CancellationToken);
        if (session is null) return AuthErrors.UserBanned.ToResult();
        await work.CommitAsync(call.CancellationToken);
        return AuthCall.Json(session);
    }

    private static AuthError? Refuse(VerifyRequest request)
    {
        if (string.IsNullOrEmpty(request.Type)) return AuthErrors.Validation("Verify requires a verification type");
        if (request.Type is "sms" or "phone_change") return AuthErrors.PhoneDisabled;
        if (CodeType.Of(request.Type) is null) return AuthErrors.Validation("Unsupported verification type");
        var hasToken = !string.IsNullOrEmpty(request.Token);
        var hasHash = !string.IsNullOrEmpty(request.TokenHash);
        if (hasToken == hasHash) return AuthErrors.Validation("Verify requires either a token or a token hash");
        return hasHash && (!string.IsNullOrEmpty(request.Email) || !string.IsNullOrEmpty(request.Phone))
            ? AuthErrors.Validation("Only the token_hash and type should be provided")
            : null;
    }
}
