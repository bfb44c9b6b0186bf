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
        var grants = admin.MapGroup("/grants");
        grants.MapGet("", ListGrants.HandleAsync).RequireScope(Scope.AdminRead).Document(GrantDocs.List);
        grants.MapPost("", CreateGrant.HandleAsync).RequireScope(Scope.AdminWrite).Document(GrantDocs.Create);
    }
}
