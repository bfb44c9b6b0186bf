using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Weir.Api.Operations;

/// <summary><c>GET /readyz</c>: 200 when calls can be served now, else 503 with what is missing.</summary>
internal static class GetReadiness
{
    public static async Task<JsonHttpResult<Readiness>> HandleAsync(
        ReadinessProbe probe, CancellationToken cancellationToken)
    {
        var checks = await probe.CheckAsync(cancellationToken);
        return TypedResults.Json(
            Readiness.Of(checks),
            statusCode: checks.AllOk ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }
}
