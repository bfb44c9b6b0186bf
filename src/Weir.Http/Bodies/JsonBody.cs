using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Weir.Http.Bodies;

/// <summary>
/// Reads a JSON body strictly: UTF-8, one object, no duplicate members, at most <see cref="MaxDepth"/> deep, nothing
/// behind it. A body above the limit is refused before it is buffered.
/// </summary>
public static class JsonBody
{
    /// <summary>Deepest nesting, the body's own object included.</summary>
    public const int MaxDepth = 16;

    /// <summary>Reads with the limit of the endpoint (<see cref="BodyLimit"/>), else the default one.</summary>
    public static Task<JsonBodyResult> ReadAsync(HttpContext context, CancellationToken cancellationToken) =>
        ReadAsync(context, JsonBodyForm.OneObject, cancellationToken);

    /// <summary>Reads another form than an object, with the same limit.</summary>
    public static Task<JsonBodyResult> ReadAsync(
        HttpContext context, JsonBodyForm form, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        var maxBytes = context.GetEndpoint()?.Metadata.GetMetadata<BodyLimit>()?.MaxBytes
            ?? context.RequestServices.GetRequiredService<WeirHttpOptions>().MaxBodyBytes;
        return ReadAsync(context, form, maxBytes, cancellationToken);
    }

    /// <summary>
    /// Reads at most <paramref name="maxBytes"/>. What a client sent never makes it throw; its leaving does.
    /// </summary>
    /// <exception cref="OperationCanceledException">The client is gone, or the call was cancelled.</exception>
    public static Task<JsonBodyResult> ReadAsync(
        HttpContext context, int maxBytes, CancellationToken cancellationToken) =>
        ReadAsync(context, JsonBodyForm.OneObject, maxBytes, cancellationToken);

    private static async Task<JsonBodyResult> ReadAsync(
        HttpContext context, JsonBodyForm form, int maxBytes, CancellationToken cancellationToken)
    {
        var raw = await RawBody.ReadAsync(context, form, maxBytes, cancellationToken).ConfigureAwait(false);
        return raw.Bytes is { } bytes
            ? JsonBodyParser.Parse(bytes, form.AllowArray)
            : new JsonBodyResult(null, raw.Error);
    }
}
