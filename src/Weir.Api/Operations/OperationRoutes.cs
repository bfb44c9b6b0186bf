using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Weir.Api.OpenApi;

namespace Weir.Api.Operations;

/// <summary>Routes for those who run the server. Open to everybody: they tell nothing about anybody.</summary>
internal static class OperationRoutes
{
    public static void MapOperations(this IEndpointRouteBuilder app)
    {
        app.MapGet("/healthz", GetHealth.Handle).Document(OperationDocs.Health);
        app.MapGet("/readyz", GetReadiness.HandleAsync).Document(OperationDocs.Readiness);
    }
}
