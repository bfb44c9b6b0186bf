using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Weir.Http.Bodies;

namespace Weir.Api.Metering;

/// <summary>Reads a JSON body that may be left out.</summary>
internal static class OptionalBody
{
    /// <summary>Document and error are both null when no body was sent.</summary>
    public static Task<JsonBodyResult> ReadAsync(HttpContext context, CancellationToken cancellationToken) =>
        context.Features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: false }
            ? Task.FromResult(new JsonBodyResult(null, null))
            : JsonBody.ReadAsync(context, cancellationToken);
}
