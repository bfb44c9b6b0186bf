using System.Security.Claims;

namespace Weir.Http.Callers;

/// <summary>
/// A server that called with a service key. It acts for no user and no customer of its own: endpoints that take one
/// name the customer in path or body.
/// </summary>
/// <param name="KeyId">The key's id, which is no secret.</param>
/// <param name="Scopes">What the key allows; see <see cref="Core.Keys.Scope"/>.</param>
public sealed record ServiceCaller(Guid KeyId, IReadOnlyList<string> Scopes)
{
    /// <summary>The claim type that carries the key's id.</summary>
    public const string KeyIdClaim = "weir_key_id";

    /// <summary>
    /// The claim type of each scope; of service keys, of the admin key, and of users whose role is admin.
    /// </summary>
    public const string ScopeClaim = "weir_scope";

    /// <summary>Reads the caller from a principal that Weir's own handler made.</summary>
    /// <exception cref="InvalidOperationException">The endpoint lets others in than service keys.</exception>
    public static ServiceCaller From(ClaimsPrincipal principal) =>
        TryFrom(principal)
        ?? throw new InvalidOperationException("No service key: the endpoint lacks RequireScope(…), or lets users in.");

    /// <summary>Likewise, where users may call as well; null for them.</summary>
    public static ServiceCaller? TryFrom(ClaimsPrincipal principal)
    {
        ArgumentNullException.ThrowIfNull(principal);
        return Guid.TryParseExact(principal.FindFirst(KeyIdClaim)?.Value, "D", out var keyId)
            ? new ServiceCaller(keyId, [.. principal.FindAll(ScopeClaim).Select(claim => claim.Value)])
            : null;
    }
}
