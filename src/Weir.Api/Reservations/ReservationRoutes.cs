using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Weir.Api.OpenApi;
using Weir.Core.Keys;
using Weir.Http.Authorization;

namespace Weir.Api.Reservations;

/// <summary>Routes of reservations.</summary>
internal static class ReservationRoutes
{
    public static void MapReservations(this IEndpointRouteBuilder v1)
    {
        var reservations = v1.MapGroup("/reservations");
        reservations.MapPost("", CreateReservation.HandleAsync)
            .RequireScope(Scope.MeteringWrite).Document(ReservationDocs.Create);
        reservations.MapGet("/{id}", GetReservation.HandleAsync)
            .RequireScope(Scope.MeteringRead).Document(ReservationDocs.Get);
        reservations.MapPost("/{id}/settle", SettleReservation.HandleAsync)
            .RequireScope(Scope.MeteringWrite).Document(ReservationDocs.Settle);
        reservations.MapPost("/{id}/void", VoidReservation.HandleAsync)
            .RequireScope(Scope.MeteringWrite).Document(ReservationDocs.Void);
        reservations.MapPost("/{id}/extend", ExtendReservation.HandleAsync)
            .RequireScope(Scope.MeteringWrite).Document(ReservationDocs.Extend);
    }
}
