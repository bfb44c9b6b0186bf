using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Weir.Api.Wire;
using Weir.Data.Catalogs;

namespace Weir.Api.Admin.Catalog;

/// <summary><c>GET /admin/v1/plans</c>: all of them, one page.</summary>
internal static class ListPlans
{
    public static async Task<Ok<Page<PlanRow>>> HandleAsync(CatalogCache catalogs, CancellationToken cancellationToken)
    {
        var catalog = await catalogs.GetAsync(cancellationToken);
        var plans = catalog.Catalog.Plans.Select(plan => PlanRow.Of(plan, catalog));
        return TypedResults.Ok(new Page<PlanRow>([.. plans], null));
    }
}
