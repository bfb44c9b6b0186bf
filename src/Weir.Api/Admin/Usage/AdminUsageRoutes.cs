using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Weir.Api.OpenApi;
using Weir.Core.Keys;
using Weir.Http.Authorization;

namespace Weir.Api.Admin.Usage;

/// <summary>Routes of a customer's usage.</summary>
internal static class AdminUsageRoutes
{
    public static void MapAdminUsage(this RouteGroupBuilder admin)
    {
        admin.MapGet("/usage", GetCustomerUsage.HandleAsync).RequireScope(Scope.AdminRead).Document(AdminUsageDocs.Get);
        admin.MapGet("/usage/events", ListCustomerEvents.HandleAsync)
            .RequireScope(Scope.AdminRead).Document(AdminUsageDocs.ListEvents);
        admin.MapPost("/usage/corrections", CorrectUsage.HandleAsync)
            .RequireScope(Scope.AdminWrite).Document(AdminUsageDocs.Correct);
    }
}
