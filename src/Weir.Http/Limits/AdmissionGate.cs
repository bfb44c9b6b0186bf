using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Weir.Data.Engine;
using Weir.Http.Problems;

namespace Weir.Http.Limits;

/// <summary>
/// Refuses calls that begin something while the engine is full. It knows them by their path alone and stands before all that
/// costs: under overload most of what comes is refused, and a refusal must cost next to nothing, or the server does nothing
/// else.
/// </summary>
internal sealed class AdmissionGate(
    RequestDelegate next, EngineClient engine, EndpointDataSource endpoints, OverloadLog overloads)
{
    private static readonly string s_retryAfter =
        ((int)OverloadErrors.RetryAfter.TotalSeconds).ToString(CultureInfo.InvariantCulture);

    private static readonly string s_anyId = RequestId.Make();
    private static readonly byte[] s_body = ProblemWriter.ToUtf8(OverloadErrors.Refused, s_anyId);
    private static readonly int s_idAt = s_body.AsSpan().IndexOf(Encoding.ASCII.GetBytes(s_anyId));

    // When the first request comes, all routes are mapped.
    private readonly Lazy<FrozenSet<string>> _paths = new(() => endpoints.Endpoints
        .OfType<RouteEndpoint>()
        .Where(e => e.Metadata.GetMetadata<Admission>() is not null)
        .Select(e => "/" + e.RoutePattern.RawText!.Trim('/'))
        .ToFrozenSet(StringComparer.OrdinalIgnoreCase));

    public Task InvokeAsync(HttpContext context) =>
        HttpMethods.IsPost(context.Request.Method)
        && _paths.Value.Contains(context.Request.Path.Value ?? "")
        && engine.IsCongested
            ? Refuse(context)
            : next(context);

    /// <summary>Writes what <see cref="ProblemWriter"/> would write, of which only the id differs.</summary>
    private Task Refuse(HttpContext context)
    {
        overloads.Count();
        var response = context.Response;
        response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        response.ContentType = ProblemWriter.ContentType;
        response.ContentLength = s_body.Length;
        response.Headers.RetryAfter = s_retryAfter;
        var body = response.BodyWriter.GetSpan(s_body.Length);
        s_body.CopyTo(body);
        Encoding.ASCII.GetBytes(RequestId.Of(context), body[s_idAt..]);
        response.BodyWriter.Advance(s_body.Length);
        return Task.CompletedTask;
    }
}
