using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Weir.Api.OpenApi;
using Weir.Core.Keys;
using Weir.Http.Authorization;
using Weir.Http.Bodies;
using Weir.Http.Limits;

namespace Weir.Api.Events;

/// <summary>Routes of events.</summary>
internal static class EventRoutes
{
    public static void MapEvents(this IEndpointRouteBuilder v1) =>
        v1.MapPost("/events", RecordEvents.HandleAsync)
            .RequireScope(Scope.MeteringWrite)
            .WithAdmission()
            .WithBodyLimit(RecordEvents.MostBytes)
            .Document(EventDocs.Record);
}
