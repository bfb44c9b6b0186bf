using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Weir.Api.Wire;
using Weir.Data.Keys;
using Weir.Http.Bodies;
using Weir.Http.Problems;

namespace Weir.Api.Admin.Keys;

/// <summary><c>GET /admin/v1/keys[?cursor&amp;limit]</c>.</summary>
internal static class ListKeys
{
    public static async Task<Results<Ok<Page<KeyState>>, WeirErrorResult>> HandleAsync(
        string? cursor, string? limit, ServiceKeyStore keys, CancellationToken cancellationToken)
    {
        var faults = new FaultCollector();
        var query = PageQuery.Read(cursor, limit, faults);
        if (faults.ToError() is { } error) return new WeirErrorResult(error);
        var rows = await keys.PageAsync(query.After?.At, query.After?.Id, query.Rows, cancellationToken);
        return TypedResults.Ok(
            query.ToPage(rows, KeyState.Of, static row => new PageCursor(row.CreatedAt, row.KeyId)));
    }
}
