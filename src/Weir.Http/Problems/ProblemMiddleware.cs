using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Net.Http.Headers;
using Weir.Core.Errors;
using Weir.Data;
using Weir.Http.Limits;

namespace Weir.Http.Problems;

/// <summary>
/// Turns what nobody answered into a problem: exceptions, and bare statuses such as routing's 404, 405 and 415.
/// No text of an exception reaches the caller.
/// </summary>
internal sealed class ProblemMiddleware(RequestDelegate next, ILogger<ProblemMiddleware> logger)
{
    private static readonly TimeSpan s_storeRetryAfter = TimeSpan.FromSeconds(2);

    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context).ConfigureAwait(false);
            if (!context.Response.HasStarted && context.Response.StatusCode >= 400 && IsBare(context.Response)
                && ForStatus(context.Response.StatusCode) is { } error)
            {
                await ProblemWriter.WriteAsync(context, error, context.RequestAborted).ConfigureAwait(false);
            }
        }
        catch (Exception exception)
        {
            // The outermost boundary: whatever it is, the caller gets a problem and the log gets its shape.
            await AnswerAsync(context, exception).ConfigureAwait(false);
        }
    }

    private async Task AnswerAsync(HttpContext context, Exception exception)
    {
        var requestId = RequestId.Of(context);
        var isGone = context.RequestAborted.IsCancellationRequested;
        var error = ForException(exception);
        if (isGone && exception is OperationCanceledException or IOException) Log.ClientGone(logger, requestId);
        else if (error.Code is ErrorCode.Internal) Log.Unhandled(logger, requestId, ExceptionDigest.Of(exception));
        else if (error.Code is ErrorCode.StoreUnavailable)
            Log.Unavailable(logger, requestId, ErrorCatalog.Describe(error.Code).Name, ExceptionDigest.Of(exception));

        if (isGone)
        {
            if (!context.Response.HasStarted) context.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
            return;
        }
        if (context.Response.HasStarted)
        {
            // Half an answer must not look like a whole one.
            context.Abort();
            return;
        }
        context.Response.Clear();
        if (exception is BadHttpRequestException) context.Response.Headers.Connection = "close";
        await ProblemWriter.WriteAsync(context, error, CancellationToken.None).ConfigureAwait(false);
    }

    private static WeirError ForException(Exception exception) => exception switch
    {
        StoreUnavailableException => new WeirError(ErrorCode.StoreUnavailable,
            "The database cannot be reached. Repeat the call with the same Idempotency-Key.")
        {
            RetryAfter = s_storeRetryAfter,
        },
        OverloadedException => OverloadErrors.Refused,
        BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } =>
            new WeirError(ErrorCode.BodyTooLarge, "The body is larger than this route accepts."),
        BadHttpRequestException { StatusCode: StatusCodes.Status408RequestTimeout } =>
            new WeirError(ErrorCode.MalformedRequest, "The body came too slowly."),
        BadHttpRequestException =>
            new WeirError(ErrorCode.MalformedRequest, "The request is not valid HTTP for this route."),
        _ => new WeirError(ErrorCode.Internal, "Something went wrong on our side. The request id finds it in the log."),
    };

    /// <summary>An answer that already has a content was meant as it is.</summary>
    private static bool IsBare(HttpResponse response) =>
        response.ContentType is null && response.ContentLength is null or 0
        && !response.Headers.ContainsKey(HeaderNames.TransferEncoding);

    private static WeirError? ForStatus(int status) => status switch
    {
        400 => new WeirError(ErrorCode.MalformedRequest, "The request could not be read."),
        401 => new WeirError(ErrorCode.MissingToken, "Send Authorization: Bearer <access token>."),
        403 => new WeirError(ErrorCode.RoleRequired, "This needs another role."),
        404 => new WeirError(ErrorCode.NotFound, "There is nothing here."),
        405 => new WeirError(ErrorCode.MethodNotAllowed, "This route has other methods; see Allow."),
        413 => new WeirError(ErrorCode.BodyTooLarge, "The body is larger than this route accepts."),
        415 => new WeirError(ErrorCode.UnsupportedMediaType, "Send application/json in UTF-8."),
        429 => new WeirError(ErrorCode.RateLimited, "Too many requests."),
        500 => new WeirError(ErrorCode.Internal,
            "Something went wrong on our side. The request id finds it in the log."),
        503 => new WeirError(ErrorCode.Overloaded, "The server cannot take this now.")
        {
            RetryAfter = OverloadErrors.RetryAfter,
        },
        _ => null,
    };
}
