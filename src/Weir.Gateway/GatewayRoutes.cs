using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Weir.Gateway.Pipeline;
using Weir.Gateway.Responses;
using Weir.Http.Bodies;
using Weir.Http.Limits;

namespace Weir.Gateway;

/// <summary>Routes of the data plane.</summary>
public static class GatewayRoutes
{
    /// <summary>Maps <c>POST /v1/ai/responses</c>.</summary>
    public static IEndpointConventionBuilder MapWeirGateway(this IEndpointRouteBuilder endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        var options = endpoints.ServiceProvider.GetRequiredService<GatewayOptions>();
        return endpoints
            .MapPost("/v1/ai/responses", (HttpContext http, CallPipeline pipeline) => pipeline.RunAsync(http))
            .RequireAuthorization()
            .WithAdmission()
            .WithBodyLimit(options.MaxBodyBytes)
            .WithName("CreateAiResponse")
            .WithTags("AI")
            .WithSummary("Call a feature")
            .WithDescription(
                "Admits the call by the customer's plan, sets its upper bound aside, calls the model, and settles what "
                + "it cost. With stream, answers with server-sent events.")
            .Produces<AiResponse>(StatusCodes.Status200OK, "application/json", "text/event-stream");
    }
}
