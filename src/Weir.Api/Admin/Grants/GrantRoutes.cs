using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Weir.Api.OpenApi;
using Weir.Core.Keys;
using Weir.Http.Authorization;

namespace Weir.Api.Admin.Grants;

/// <summary>Routes of grants.</summary>
internal static class GrantRoutes
{
    public static void MapAdminGrants(this RouteGroupBuilder admin)
    {
        admin.MapGet("/grants", ListGrants.HandleAsync).RequireScope(Scope.AdminRead).Document(GrantDocs.List);
        admin.MapPost("/grants", CreateGrant.HandleAsync).RequireScope(Scope.AdminWrite).Document(GrantDocs.Create);
        admin.MapPost("/grants/{id}/revoke", RevokeGrant.HandleAsync)
            .RequireScope(Scope.AdminWrite).Document(GrantDocs.Revoke);
    }
}
