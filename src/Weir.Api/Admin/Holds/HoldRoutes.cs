using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Weir.Api.OpenApi;
using Weir.Core.Keys;
using Weir.Http.Authorization;

namespace Weir.Api.Admin.Holds;

/// <summary>Routes of holds.</summary>
internal static class HoldRoutes
{
    public static void MapAdminHolds(this RouteGroupBuilder admin)
    {
        admin.MapGet("/holds", ListHolds.HandleAsync).RequireScope(Scope.AdminRead).Document(HoldDocs.List);
        admin.MapPost("/holds/{id}/void", VoidHold.HandleAsync).RequireScope(Scope.AdminWrite).Document(HoldDocs.Void);
    }
}
