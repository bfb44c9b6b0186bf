using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Weir.Core.Keys;
using Weir.Http.Callers;

namespace Weir.Http.Authorization;

/// <summary>Endpoints ask for a scope. Whoever lacks it gets 403 <c>role_required</c>, which names it.</summary>
public static class ScopeExtensions
{
    private const string Prefix = "scope:";
    private const string OrUser = ":or_user";

    /// <summary>
    /// Only keys with this scope; for an admin scope also the admin key and users whose role is admin. Not below a group
    /// that has <c>RequireAuthorization()</c>: that one is for users only, and both would have to agree.
    /// </summary>
    /// <param name="endpoint">Endpoint or group.</param>
    /// <param name="scope">One of <see cref="Scope"/>.</param>
    public static TBuilder RequireScope<TBuilder>(this TBuilder endpoint, string scope)
        where TBuilder : IEndpointConventionBuilder =>
        endpoint.RequireAuthorization(Prefix + Known(scope))
            .WithMetadata(new RequiredScope(scope, AnyUser: false));

    /// <summary>
    /// Any signed-in user, or a key with this scope. The handler tells them apart with
    /// <see cref="ServiceCaller.TryFrom"/>.
    /// </summary>
    /// <inheritdoc cref="RequireScope"/>
    public static TBuilder RequireUserOrScope<TBuilder>(this TBuilder endpoint, string scope)
        where TBuilder : IEndpointConventionBuilder =>
        endpoint.RequireAuthorization(Prefix + Known(scope) + OrUser)
            .WithMetadata(new RequiredScope(scope, AnyUser: true));

    /// <summary>The policies behind both, and the default: a signed-in user. A key is no user.</summary>
    internal static void AddPolicies(AuthorizationOptions options)
    {
        options.DefaultPolicy = new AuthorizationPolicyBuilder()
            .RequireAuthenticatedUser()
            .RequireClaim(Caller.UserIdClaim)
            .Build();
        foreach (var scope in Scope.All)
        {
            options.AddPolicy(
                Prefix + scope,
                policy => policy.RequireAuthenticatedUser().RequireClaim(ServiceCaller.ScopeClaim, scope));
            options.AddPolicy(
                Prefix + scope + OrUser,
                policy => policy.RequireAuthenticatedUser().RequireAssertion(context =>
                    context.User.HasClaim(claim => claim.Type == Caller.UserIdClaim)
                    || context.User.HasClaim(ServiceCaller.ScopeClaim, scope)));
        }
    }

    private static string Known(string scope) => Scope.All.Contains(scope, StringComparer.Ordinal)
        ? scope
        : throw new ArgumentException($"There is no scope {scope}.", nameof(scope));
}
