using System.Text.Json;
using Weir.Sandbox.Auth.Users;
using Weir.Sandbox.Auth.Wire;

namespace Weir.Sandbox.Auth.Admin;

/// <summary>An administrator's request, checked.</summary>
/// <param name="Email">Normalised; null when none is given.</param>
/// <param name="Change">What else it sets.</param>
internal sealed record AdminUserCheck(string? Email, UserChange Change)
{
    public static (AdminUserCheck? Checked, AuthError? Error) Of(AdminUserRequest request, Passwords passwords)
    {
        if (!string.IsNullOrEmpty(request.Phone)) return (null, AuthErrors.PhoneDisabled);
        if (!string.IsNullOrEmpty(request.PasswordHash))
            return (null, AuthErrors.Validation("password_hash is not supported: send the password"));
        var email = string.IsNullOrEmpty(request.Email) ? null : EmailAddress.Normalise(request.Email);
        if (email is null && !string.IsNullOrEmpty(request.Email)) return (null, AuthErrors.EmailInvalid);
        if (request.UserMetadata is { ValueKind: not JsonValueKind.Object }
            || request.AppMetadata is { ValueKind: not JsonValueKind.Object })
        {
            return (null, AuthErrors.Validation("user_metadata and app_metadata must be objects"));
        }
        var ban = request.BanDuration is { Length: > 0 } duration ? BanChange.Parse(duration) : null;
        if (ban is null && !string.IsNullOrEmpty(request.BanDuration))
            return (null, AuthErrors.Validation("invalid format for ban duration: 'none' or a duration such as 24h"));
        if (!string.IsNullOrEmpty(request.Password) && passwords.Refuse(request.Password) is { } weak) return (null, weak);
        var change = new UserChange
        {
            PasswordHash = string.IsNullOrEmpty(request.Password) ? null : passwords.Hash(request.Password),
            UserMetadata = request.UserMetadata,
            AppMetadata = request.AppMetadata,
            Role = string.IsNullOrEmpty(request.Role) ? null : request.Role,
            Ban = ban,
        };
        return (new AdminUserCheck(email, change), null);
    }
}
