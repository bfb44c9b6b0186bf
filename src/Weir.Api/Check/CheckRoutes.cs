using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Weir.Api.OpenApi;
using Weir.Core.Keys;
using Weir.Http.Authorization;

namespace Weir.Api.Check;

/// <summary>Routes of checks.</summary>
internal static class CheckRoutes
{
    public static void MapCheck(this IEndpointRouteBuilder v1) =>
        v1.MapPost("/check", CheckEntitlement.HandleAsync)
            .RequireUserOrScope(Scope.MeteringRead).Document(CheckDocs.Check);
}
