using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Weir.Api.Admin.Audit;
using Weir.Api.Admin.Catalog;
using Weir.Api.Admin.Customers;
using Weir.Api.Admin.Grants;
using Weir.Api.Admin.Holds;
using Weir.Api.Admin.Keys;
using Weir.Api.Admin.MeterEvents;
using Weir.Api.Admin.SpendCaps;
using Weir.Api.Admin.Usage;
using Weir.Api.Admin.Webhooks;

namespace Weir.Api.Admin;

/// <summary>
/// Routes of operators. Each asks for its scope itself: <c>admin:read</c> to look, <c>admin:write</c> to change.
/// </summary>
internal static class AdminRoutes
{
    public static void MapAdmin(this IEndpointRouteBuilder app)
    {
        var admin = app.MapGroup("/admin/v1");
        admin.MapAdminCustomers();
        admin.MapAdminSpendCaps();
        admin.MapAdminGrants();
        admin.MapAdminHolds();
        admin.MapAdminUsage();
        admin.MapAdminCatalog();
        admin.MapAdminKeys();
        admin.MapAdminWebhooks();
        admin.MapAdminMeterEvents();
        admin.MapAdminAudit();
    }
}
