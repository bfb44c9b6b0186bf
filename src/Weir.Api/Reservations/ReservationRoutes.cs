using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Weir.Api.OpenApi;
using Weir.Core.Keys;
using Weir.Http.Authorization;
using Weir.Http.Limits;

namespace Weir.Api.Reservations;

/// <summary>Routes of reservations.</summary>
internal static class ReservationRoutes
{
    public static void MapReservations(this IEndpointRouteBuilder v1)
    {
        v1.MapPost("/reservations", CreateReservation.HandleAsync)
            .RequireScope(Scope.MeteringWrite).WithAdmission().Document(ReservationDocs.Create);
        v1.MapGet("/reservations/{id}", GetReservation.HandleAsync)
            .RequireScope(Scope.MeteringRead).Document(ReservationDocs.Get);
        v1.MapPost("/reservations/{id}/settle", SettleReservation.HandleAsync)
            .RequireScope(Scope.MeteringWrite).Document(ReservationDocs.Settle);
        v1.MapPost("/reservations/{id}/void", VoidReservation.HandleAsync)
            .RequireScope(Scope.MeteringWrite).Document(ReservationDocs.Void);
        v1.MapPost("/reservations/{id}/extend", ExtendReservation.HandleAsync)
            .RequireScope(Scope.MeteringWrite).Document(ReservationDocs.Extend);
    }
}
