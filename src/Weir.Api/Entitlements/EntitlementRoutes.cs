using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Weir.Api.OpenApi;

namespace Weir.Api.Entitlements;

/// <summary>Routes of entitlements.</summary>
internal static class EntitlementRoutes
{
    public static void MapEntitlements(this RouteGroupBuilder v1)
    {
        v1.MapGet("/entitlements", ListEntitlements.HandleAsync).Document(EntitlementDocs.List);
        v1.MapGet("/entitlements/{key}", GetEntitlement.HandleAsync).Document(EntitlementDocs.Get);
    }
}
