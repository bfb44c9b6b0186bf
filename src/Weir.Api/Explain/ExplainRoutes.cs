using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Weir.Api.OpenApi;
using Weir.Core.Keys;
using Weir.Http.Authorization;

namespace Weir.Api.Explain;

/// <summary>Routes of explanations.</summary>
internal static class ExplainRoutes
{
    public static void MapExplain(this IEndpointRouteBuilder v1) =>
        v1.MapGet("/explain", ExplainEntitlement.HandleAsync)
            .RequireUserOrScope(Scope.MeteringRead).Document(ExplainDocs.Explain);
}
