using System.Security.Claims;

namespace Weir.Http.Callers;

/// <summary>
/// The verified caller. Identity is the token's <c>sub</c> and nothing that a client sends beside it.
/// </summary>
/// <param name="UserId">Verified <c>sub</c>.</param>
/// <param name="Email">Verified <c>email</c>; null when the token has none. Never logged.</param>
/// <param name="SessionId">Verified <c>session_id</c>; null when the token has none.</param>
/// <param name="IsAnonymous">Whether it is an anonymous sign-in.</param>
/// <param name="IsAdmin">
/// Whether <c>app_metadata.weir_role</c> is <c>admin</c>; never read from <c>user_metadata</c>.
/// </param>
public sealed record Caller(Guid UserId, string? Email, Guid? SessionId, bool IsAnonymous, bool IsAdmin)
{
    /// <summary>The claim type that carries the user id.</summary>
    public const string UserIdClaim = "sub";
    public const string EmailClaim = "email";
    public const string SessionIdClaim = "session_id";
    public const string IsAnonymousClaim = "is_anonymous";
    public const string IsAdminClaim = "weir_admin";

    /// <summary>Reads the caller from a principal that Weir's own handler made.</summary>
    /// <exception cref="InvalidOperationException">The endpoint was mapped without authorization.</exception>
    public static Caller From(ClaimsPrincipal principal)
    {
        ArgumentNullException.ThrowIfNull(principal);
        if (!Guid.TryParseExact(principal.FindFirst(UserIdClaim)?.Value, "D", out var userId))
            throw new InvalidOperationException("No verified caller: the endpoint lacks RequireAuthorization().");
        Guid? sessionId = Guid.TryParse(principal.FindFirst(SessionIdClaim)?.Value, out var session) ? session : null;
        return new Caller(
            userId,
            principal.FindFirst(EmailClaim)?.Value,
            sessionId,
            principal.HasClaim(IsAnonymousClaim, "true"),
            principal.HasClaim(IsAdminClaim, "true"));
    }
}
