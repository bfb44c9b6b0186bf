using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Weir.Api.OpenApi;
using Weir.Core.Keys;
using Weir.Http.Authorization;

namespace Weir.Api.Admin.SpendCaps;

/// <summary>Routes of a customer's spend caps.</summary>
internal static class SpendCapRoutes
{
    private const string Path = "/customers/{id}/spend-caps";

    public static void MapAdminSpendCaps(this RouteGroupBuilder admin)
    {
        admin.MapGet(Path, ListSpendCaps.HandleAsync).RequireScope(Scope.AdminRead).Document(SpendCapDocs.List);
        admin.MapPost(Path, SetSpendCap.HandleAsync).RequireScope(Scope.AdminWrite).Document(SpendCapDocs.Set);
        admin.MapDelete(Path + "/{meter}", RemoveSpendCap.HandleAsync)
            .RequireScope(Scope.AdminWrite).Document(SpendCapDocs.Remove);
    }
}
