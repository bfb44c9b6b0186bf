using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Weir.Api.OpenApi;
using Weir.Core.Keys;
using Weir.Http.Authorization;

namespace Weir.Api.Admin.Customers;

/// <summary>Routes of customers. Users sign up themselves: nothing here makes one.</summary>
internal static class CustomerRoutes
{
    public static void MapAdminCustomers(this RouteGroupBuilder admin)
    {
        admin.MapGet("/customers", ListCustomers.HandleAsync).RequireScope(Scope.AdminRead).Document(CustomerDocs.List);
        admin.MapGet("/customers/{id}", GetCustomer.HandleAsync)
            .RequireScope(Scope.AdminRead).Document(CustomerDocs.Get);
        admin.MapPost("/customers/{id}/plan", AssignPlan.HandleAsync)
            .RequireScope(Scope.AdminWrite).Document(CustomerDocs.AssignPlan);
        admin.MapPost("/customers/{id}/billing/recompute", RecomputeBilling.HandleAsync)
            .RequireScope(Scope.AdminWrite).Document(CustomerDocs.RecomputeBilling);
    }
}
