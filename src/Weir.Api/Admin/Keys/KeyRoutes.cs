using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Weir.Api.OpenApi;
using Weir.Core.Keys;
using Weir.Http.Authorization;

namespace Weir.Api.Admin.Keys;

/// <summary>Routes of service keys.</summary>
internal static class KeyRoutes
{
    public static void MapAdminKeys(this RouteGroupBuilder admin)
    {
        admin.MapGet("/keys", ListKeys.HandleAsync).RequireScope(Scope.AdminRead).Document(KeyDocs.List);
        admin.MapPost("/keys", CreateKey.HandleAsync).RequireScope(Scope.AdminWrite).Document(KeyDocs.Create);
        admin.MapPost("/keys/{id}/revoke", RevokeKey.HandleAsync)
            .RequireScope(Scope.AdminWrite).Document(KeyDocs.Revoke);
    }
}
