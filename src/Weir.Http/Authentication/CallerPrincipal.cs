using System.Globalization;
using System.Security.Claims;
using Weir.Core.Tokens;
using Weir.Http.Callers;

namespace Weir.Http.Authentication;

/// <summary>The principal that <see cref="Caller"/> is read from.</summary>
internal static class CallerPrincipal
{
    /// <summary>Claim with the assurance level as a number, for step-up rules.</summary>
    public const string AssuranceClaim = "weir_aal";

    public static ClaimsPrincipal Of(TokenClaims token)
    {
        var claims = new List<Claim>(6) { new(Caller.UserIdClaim, token.UserId.ToString("D")) };
        if (token.Email is not null) claims.Add(new Claim(Caller.EmailClaim, token.Email));
        if (token.SessionId is { } session) claims.Add(new Claim(Caller.SessionIdClaim, session.ToString("D")));
        if (token.IsAnonymous) claims.Add(new Claim(Caller.IsAnonymousClaim, "true"));
        if (token.IsAdmin) claims.Add(new Claim(Caller.IsAdminClaim, "true"));
        claims.Add(new Claim(AssuranceClaim, token.AssuranceLevel.ToString(CultureInfo.InvariantCulture)));
        return new ClaimsPrincipal(new ClaimsIdentity(
            claims, WeirAuthenticationHandler.SchemeName, Caller.UserIdClaim, roleType: null));
    }
}
