using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Weir.Core.Errors;
using Weir.Data.Keys;
using Weir.Http.Callers;
using Weir.Http.Problems;

namespace Weir.Api.Admin.Keys;

/// <summary><c>POST /admin/v1/keys/{id}/revoke</c>.</summary>
internal static class RevokeKey
{
    private static readonly WeirError s_unknown = new(ErrorCode.NotFound, "There is no such key.");

    public static async Task<Results<Ok<KeyRevoked>, WeirErrorResult>> HandleAsync(
        string id, HttpContext context, ServiceKeyStore keys, ServiceKeyCache cache, CancellationToken cancellationToken)
    {
        if (AdminInput.PathId(id) is not { } keyId) return new WeirErrorResult(s_unknown);
        var outcome = await keys.RevokeAsync(keyId, CallerActor.OriginOf(context), cancellationToken);
        if (outcome == KeyRevocation.NotFound) return new WeirErrorResult(s_unknown);
        // Here before this is answered; on other replicas as soon as the database has told them.
        cache.Drop();
        return TypedResults.Ok(new KeyRevoked(keyId, true));
    }
}
