using System.Globalization;
using System.Security.Claims;
using Weir.Core.Keys;
using Weir.Core.Tokens;
using Weir.Data.Keys;
using Weir.Http.Callers;

namespace Weir.Http.Authentication;

/// <summary>
/// The principals that <see cref="Caller"/>, <see cref="ServiceCaller"/> and <see cref="CallerActor"/> are read from.
/// </summary>
internal static class CallerPrincipal
{
    /// <summary>Claim with the assurance level as a number, for step-up rules.</summary>
    public const string AssuranceClaim = "weir_aal";

    /// <summary>The holder of the admin key.</summary>
    public static readonly ClaimsPrincipal AdminKey = Of(
        [
            new Claim(CallerActor.AdminKeyClaim, "true"),
            .. Scope.Admin.Select(scope => new Claim(ServiceCaller.ScopeClaim, scope)),
        ],
        CallerActor.AdminKeyClaim);

    public static ClaimsPrincipal Of(TokenClaims token)
    {
        var claims = new List<Claim>(8) { new(Caller.UserIdClaim, token.UserId.ToString("D")) };
        if (token.Email is not null) claims.Add(new Claim(Caller.EmailClaim, token.Email));
        if (token.SessionId is { } session) claims.Add(new Claim(Caller.SessionIdClaim, session.ToString("D")));
        if (token.IsAnonymous) claims.Add(new Claim(Caller.IsAnonymousClaim, "true"));
        if (token.IsAdmin)
        {
            claims.Add(new Claim(Caller.IsAdminClaim, "true"));
            foreach (var scope in Scope.Admin) claims.Add(new Claim(ServiceCaller.ScopeClaim, scope));
        }
        claims.Add(new Claim(AssuranceClaim, token.AssuranceLevel.ToString(CultureInfo.InvariantCulture)));
        return Of(claims, Caller.UserIdClaim);
    }

    public static ClaimsPrincipal Of(UsableKey key)
    {
        var claims = new List<Claim>(1 + key.Scopes.Count) { new(ServiceCaller.KeyIdClaim, key.KeyId.ToString("D")) };
        foreach (var scope in key.Scopes) claims.Add(new Claim(ServiceCaller.ScopeClaim, scope));
        return Of(claims, ServiceCaller.KeyIdClaim);
    }

    private static ClaimsPrincipal Of(IEnumerable<Claim> claims, string nameClaim) =>
        new(new ClaimsIdentity(claims, WeirAuthenticationHandler.SchemeName, nameClaim, roleType: null));
}
