using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Weir.Api.Operations;

/// <summary>
/// <c>GET /healthz</c>: the process is alive. Touches nothing else, so that an outage elsewhere never restarts it.
/// </summary>
internal static class GetHealth
{
    public static Ok<Health> Handle() => TypedResults.Ok(new Health("ok"));
}
