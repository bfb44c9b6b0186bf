using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Weir.Api.Wire;
using Weir.Data.Catalogs;

namespace Weir.Api.Admin.Catalog;

/// <summary><c>GET /admin/v1/features</c>: all of them, one page.</summary>
internal static class ListAllFeatures
{
    public static async Task<Ok<Page<FeatureRow>>> HandleAsync(
        CatalogCache catalogs, CancellationToken cancellationToken)
    {
        var catalog = await catalogs.GetAsync(cancellationToken);
        return TypedResults.Ok(new Page<FeatureRow>([.. catalog.Catalog.Features.Select(FeatureRow.Of)], null));
    }
}
