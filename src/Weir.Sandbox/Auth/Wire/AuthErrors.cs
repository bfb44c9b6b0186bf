using System.Globalization;
using Microsoft.AspNetCore.Http;
using Weir.Core.Tokens;

namespace Weir.Sandbox.Auth.Wire;

/// <summary>The failures that the sandbox answers, with the status, code and text of the real service.</summary>
internal static class AuthErrors
{
    public static AuthError InvalidCredentials { get; } = new(400, "invalid_credentials", "Invalid login credentials");
    public static AuthError EmailNotConfirmed { get; } = new(400, "email_not_confirmed", "Email not confirmed");
    public static AuthError UserBannedAtSignIn { get; } = new(400, "user_banned", "User is banned");
    public static AuthError UserBanned { get; } = new(403, "user_banned", "User is banned");
    public static AuthError UserAlreadyExists { get; } = new(422, "user_already_exists", "User already registered");
    public static AuthError SignUpDisabled { get; } = new(422, "signup_disabled", "Signups not allowed for this instance");
    public static AuthError OtpDisabled { get; } = new(422, "otp_disabled", "Signups not allowed for otp");
    public static AuthError AnonymousDisabled { get; } =
        new(422, "anonymous_provider_disabled", "Anonymous sign-ins are disabled");
    public static AuthError PhoneDisabled { get; } = new(400, "phone_provider_disabled", "Phone logins are disabled");
    public static AuthError EmailExists { get; } =
        new(422, "email_exists", "A user with this email address has already been registered");
    public static AuthError EmailInvalid { get; } =
        new(400, "validation_failed", "Unable to validate email address: invalid format");
    public static AuthError SamePassword { get; } =
        new(422, "same_password", "New password should be different from the old password.");
    public static AuthError CurrentPasswordInvalid { get; } =
        new(400, "current_password_invalid", "Current password is invalid");
    public static AuthError OtpExpired { get; } = new(403, "otp_expired", "Token has expired or is invalid");
    public static AuthError LinkExpired { get; } = new(403, "otp_expired", "Email link is invalid or has expired");
    public static AuthError NoAuthorization { get; } =
        new(401, "no_authorization", "This endpoint requires a valid Bearer token");
    public static AuthError NotAdmin { get; } = new(403, "not_admin", "User not allowed");
    public static AuthError UserOfTokenNotFound { get; } =
        new(403, "user_not_found", "User from sub claim in JWT does not exist");
    public static AuthError SessionNotFound { get; } =
        new(403, "session_not_found", "Session from session_id claim in JWT does not exist");
    public static AuthError UserNotFound { get; } = new(404, "user_not_found", "User not found");
    public static AuthError UserIdNotUuid { get; } = new(404, "validation_failed", "user_id must be an UUID");
    public static AuthError RefreshTokenNotFound { get; } =
        new(400, "refresh_token_not_found", "Invalid Refresh Token: Refresh Token Not Found");
    public static AuthError RefreshTokenAlreadyUsed { get; } =
        new(400, "refresh_token_already_used", "Invalid Refresh Token: Already Used");
    public static AuthError SessionExpired { get; } =
        new(400, "session_expired", "Invalid Refresh Token: Session Expired");
    public static AuthError FlowStateNotFound { get; } =
        new(404, "flow_state_not_found", "invalid flow state, no valid flow state found");
    public static AuthError FlowStateExpired { get; } =
        new(422, "flow_state_expired", "invalid flow state, flow state has expired");
    public static AuthError BadCodeVerifier { get; } =
        new(400, "bad_code_verifier", "code challenge does not match previously saved code verifier");
    public static AuthError OverRequestRate { get; } =
        new(429, "over_request_rate_limit", "Request rate limit reached");
    public static AuthError OverMailRate { get; } =
        new(429, "over_email_send_rate_limit", "email rate limit exceeded");
    public static AuthError Conflict { get; } =
        new(409, "conflict", "Too many concurrent requests change the same session or user");
    public static AuthError BodyTooLarge { get; } =
        new(413, "request_entity_too_large", "Request body exceeds 1 MB");
    public static AuthError BadJson { get; } = new(400, "bad_json", "Could not parse request body as JSON");

    public static AuthError Validation(string message) => new(400, "validation_failed", message);

    public static AuthError BadJwt(TokenFailure failure) => new(403, "bad_jwt", failure == TokenFailure.Expired
        ? "invalid JWT: unable to parse or verify signature, token has invalid claims: token is expired"
        : "invalid JWT: unable to parse or verify signature");

    public static AuthError TooSoon(int seconds) => new(
        429,
        "over_email_send_rate_limit",
        string.Create(
            CultureInfo.InvariantCulture,
            $"For security purposes, you can only request this after {seconds} seconds."));

    public static AuthError WeakPassword(int minimumLength) => new(
        422,
        "weak_password",
        string.Create(CultureInfo.InvariantCulture, $"Password should be at least {minimumLength} characters."))
    {
        WeakPasswordReasons = ["length"],
    };

    public static IResult ToResult(this AuthError error) => new AuthErrorResult(error);
}
