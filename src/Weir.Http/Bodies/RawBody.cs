using System.Buffers;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Net.Http.Headers;
using Weir.Core.Errors;

namespace Weir.Http.Bodies;

/// <summary>
/// Reads the bytes of a JSON body as they came, for whoever checks a signature over them. A body above the limit is refused
/// before it is buffered.
/// </summary>
public static class RawBody
{
    /// <summary>
    /// Reads at most <paramref name="maxBytes"/> of a body of the form's content types. What a client sent never makes it
    /// throw; its leaving does.
    /// </summary>
    /// <exception cref="OperationCanceledException">The client is gone, or the call was cancelled.</exception>
    public static async Task<RawBodyResult> ReadAsync(
        HttpContext context, JsonBodyForm form, int maxBytes, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(form);
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
        return bytes is null ? Refuse(context, TooLarge(maxBytes)) : new RawBodyResult(bytes, null);
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
    private static RawBodyResult Refuse(HttpContext context, WeirError error)
    {
        if (HttpProtocol.IsHttp11(context.Request.Protocol) || HttpProtocol.IsHttp10(context.Request.Protocol))
            context.Response.Headers.Connection = "close";
        return new RawBodyResult(null, error);
    }
}
