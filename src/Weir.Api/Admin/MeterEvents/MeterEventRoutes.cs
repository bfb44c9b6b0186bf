using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Weir.Api.OpenApi;
using Weir.Core.Keys;
using Weir.Http.Authorization;

namespace Weir.Api.Admin.MeterEvents;

/// <summary>Routes of what Stripe's meters are told.</summary>
internal static class MeterEventRoutes
{
    public static void MapAdminMeterEvents(this RouteGroupBuilder admin)
    {
        admin.MapGet("/meter-events", ListMeterEvents.HandleAsync)
            .RequireScope(Scope.AdminRead).Document(MeterEventDocs.List);
        admin.MapGet("/meter-events/{id}", GetMeterEvent.HandleAsync)
            .RequireScope(Scope.AdminRead).Document(MeterEventDocs.Get);
        admin.MapPost("/meter-events/{id}/replay", ReplayMeterEvent.HandleAsync)
            .RequireScope(Scope.AdminWrite).Document(MeterEventDocs.Replay);
    }
}
