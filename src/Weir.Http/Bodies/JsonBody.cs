using System.Buffers;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Net.Http.Headers;
using Weir.Core.Errors;

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
        ArgumentNullException.ThrowIfNull(context);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxBytes);
        if (RefuseType(context.Request, form) is { } wrongType) return Refuse(context, wrongType);

        // The limit is kept here, exactly. The server's own is lifted for this request, so that after a refusal it may
        // read and drop the rest (for at most 5 s) instead of resetting a connection whose client still sends and never
        // sees the answer.
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = null;
        if (context.Request.ContentLength > maxBytes) return Refuse(context, TooLarge(maxBytes));

        var timeProvider = context.RequestServices.GetService<TimeProvider>() ?? TimeProvider.System;
        var patience =
            context.RequestServices.GetService<WeirHttpOptions>()?.BodyTimeout ?? new WeirHttpOptions().BodyTimeout;
        using var timeout = new CancellationTokenSource(patience, timeProvider);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        byte[]? bytes;
        try
        {
            bytes = await ReadBytesAsync(context.Request, maxBytes, linked.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
            when (timeout.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return Refuse(context, new WeirError(ErrorCode.MalformedRequest, "The body came too slowly."));
        }
        catch (BadHttpRequestException exception)
        {
            return Refuse(context, exception.StatusCode == StatusCodes.Status413PayloadTooLarge
                ? TooLarge(maxBytes)
                : new WeirError(ErrorCode.MalformedRequest, "The body did not arrive as the headers say."));
        }
        if (bytes is null) return Refuse(context, TooLarge(maxBytes));
        return JsonBodyParser.Parse(bytes, form.AllowArray);
    }

    /// <summary>Null when the body is larger than allowed. Nothing beyond the limit is kept.</summary>
    private static async Task<byte[]?> ReadBytesAsync(
        HttpRequest request, int maxBytes, CancellationToken cancellationToken)
    {
        var reader = request.BodyReader;
        while (true)
        {
            var read = await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
            if (read.Buffer.Length > maxBytes)
            {
                reader.AdvanceTo(read.Buffer.End);
                return null;
            }
            if (read.IsCompleted)
            {
                var bytes = read.Buffer.ToArray();
                reader.AdvanceTo(read.Buffer.End);
                return bytes;
            }
            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    private static WeirError? RefuseType(HttpRequest request, JsonBodyForm form)
    {
        var isJson = request.Headers.ContentType.Count == 1
            && MediaTypeHeaderValue.TryParse(request.Headers.ContentType[0], out var type)
            && form.MediaTypes.Contains(type.MediaType.ToString(), StringComparer.OrdinalIgnoreCase)
            && type.Parameters.All(p => p.Name.Equals("charset", StringComparison.OrdinalIgnoreCase))
            && type.Parameters.Count <= 1
            && (type.Parameters.Count == 0
                || HeaderUtilities.RemoveQuotes(type.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase));
        if (!isJson)
        {
            return new WeirError(
                ErrorCode.UnsupportedMediaType, $"Send Content-Type: {string.Join(" or ", form.MediaTypes)}, in UTF-8.");
        }
        return request.Headers.ContentEncoding.Count > 0
            ? new WeirError(ErrorCode.UnsupportedMediaType, "Send the body without Content-Encoding.")
            : null;
    }

    private static WeirError TooLarge(int maxBytes) =>
        new(ErrorCode.BodyTooLarge, $"The body may have at most {maxBytes} bytes.");

    /// <summary>
    /// A refusal before the end of the body ends the connection: what follows on it is not a request.
    /// </summary>
    private static JsonBodyResult Refuse(HttpContext context, WeirError error)
    {
        if (HttpProtocol.IsHttp11(context.Request.Protocol) || HttpProtocol.IsHttp10(context.Request.Protocol))
            context.Response.Headers.Connection = "close";
        return new JsonBodyResult(null, error);
    }
}
