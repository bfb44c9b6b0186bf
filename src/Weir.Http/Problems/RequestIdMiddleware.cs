using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Weir.Http.Problems;

/// <summary>
/// Gives every request an id of our own and every answer the headers that all answers carry, whoever writes it.
/// First in the pipeline.
/// </summary>
internal sealed class RequestIdMiddleware(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        context.TraceIdentifier = RequestId.Make();
        // When the answer starts, because an answer that replaces a half-made one clears the headers.
        context.Response.OnStarting(static state =>
        {
            var context = (HttpContext)state;
            var headers = context.Response.Headers;
            headers[RequestId.Header] = context.TraceIdentifier;
            headers.XContentTypeOptions = "nosniff";
            var isPrivate = context.User.Identity?.IsAuthenticated == true
                || context.Request.Headers.ContainsKey(HeaderNames.Authorization);
            if (isPrivate && headers.CacheControl.Count == 0) headers.CacheControl = "no-store";
            return Task.CompletedTask;
        }, context);
        return next(context);
    }
}
