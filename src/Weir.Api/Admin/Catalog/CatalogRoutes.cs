using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Weir.Api.OpenApi;
using Weir.Core.Keys;
using Weir.Http.Authorization;

namespace Weir.Api.Admin.Catalog;

/// <summary>Routes of what the blueprint says. Nothing here changes it: <c>weir apply</c> does.</summary>
internal static class CatalogRoutes
{
    public static void MapAdminCatalog(this RouteGroupBuilder admin)
    {
        admin.MapGet("/plans", ListPlans.HandleAsync).RequireScope(Scope.AdminRead).Document(CatalogDocs.Plans);
        admin.MapGet("/features", ListAllFeatures.HandleAsync)
            .RequireScope(Scope.AdminRead).Document(CatalogDocs.Features);
        admin.MapGet("/prices", ListPrices.HandleAsync).RequireScope(Scope.AdminRead).Document(CatalogDocs.Prices);
    }
}
