using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Weir.Api.OpenApi;
using Weir.Core.Keys;
using Weir.Http.Authorization;

namespace Weir.Api.Admin.Audit;

/// <summary>Routes of the audit of the books, and of the log of what operators changed.</summary>
internal static class AuditRoutes
{
    public static void MapAdminAudit(this RouteGroupBuilder admin)
    {
        admin.MapGet("/audit", RunAudit.HandleAsync).RequireScope(Scope.AdminRead).Document(AuditDocs.Run);
        admin.MapGet("/audit-log", ListAuditLog.HandleAsync).RequireScope(Scope.AdminRead).Document(AuditDocs.ListLog);
    }
}
