using Microsoft.AspNetCore.Http;
using Weir.Core.Keys;
using Weir.Data.Admin;
using Weir.Http.Problems;

namespace Weir.Http.Callers;

/// <summary>Whoever called, as the audit log names them.</summary>
public static class CallerActor
{
    /// <summary>Claim of the holder of the admin key.</summary>
    internal const string AdminKeyClaim = "weir_admin_key";

    /// <summary>Who changes something with this request, and which request it is.</summary>
    /// <exception cref="InvalidOperationException">The endpoint was mapped without authorization.</exception>
    public static ChangeOrigin OriginOf(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var user = context.User;
        var actor = user.HasClaim(AdminKeyClaim, "true") ? Actor.AdminKey
            : ServiceCaller.TryFrom(user) is { } key ? new Actor(ActorKind.ServiceKey, key.KeyId)
            : new Actor(ActorKind.User, Caller.From(user).UserId);
        return new ChangeOrigin(actor, RequestId.Of(context));
    }
}
