using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Weir.Api.Wire;
using Weir.Data.Catalogs;

namespace Weir.Api.Admin.Catalog;

/// <summary><c>GET /admin/v1/prices</c>: all of them, one page.</summary>
internal static class ListPrices
{
    public static async Task<Ok<Page<PriceRow>>> HandleAsync(CatalogCache catalogs, CancellationToken cancellationToken)
    {
        var catalog = await catalogs.GetAsync(cancellationToken);
        return TypedResults.Ok(new Page<PriceRow>([.. catalog.Catalog.Prices.Select(PriceRow.Of)], null));
    }
}
